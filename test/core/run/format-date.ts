import t from 'tap';
import {formatDate} from '../../../source/core/run/format-date.js';

// A Sunday, a Monday, and the last day of a leap year, each as Python's strftime gives it.
const sunday = Date.UTC(2026, 2, 1, 0, 5, 9);
const monday = Date.UTC(2026, 2, 2, 13, 45, 0);
const last = Date.UTC(2024, 11, 31, 12, 0, 0);

const directives: Readonly<Record<string, readonly [sunday: string, monday: string, last: string]>> = {
	'%Y-%m-%dT%H-%M-%S': ['2026-03-01T00-05-09', '2026-03-02T13-45-00', '2024-12-31T12-00-00'],
	'%y': ['26', '26', '24'],
	'%e': [' 1', ' 2', '31'],
	'%I %p': ['12 AM', '01 PM', '12 PM'],
	'%f': ['000000', '000000', '000000'],
	'%j': ['060', '061', '366'],
	'%w %u': ['0 7', '1 1', '2 2'],
	'%U %W': ['09 08', '09 09', '52 53'],
	'%a %A': ['Sun Sunday', 'Mon Monday', 'Tue Tuesday'],
	'%b %B': ['Mar March', 'Mar March', 'Dec December'],
	'100 %%': ['100 %', '100 %', '100 %'],
	'%Q stays': ['%Q stays', '%Q stays', '%Q stays'],
};

for (const [format, expected] of Object.entries(directives)) {
	t.test(`${format} is as in Python`, async t => {
		t.same([sunday, monday, last].map(at => formatDate(at, format)), expected);
	});
}
