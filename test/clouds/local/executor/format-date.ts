import t from 'tap';
import {formatDate, formatTimestamp, parseTimestamp} from '../../../../source/clouds/local/executor/format-date.js';

const date = new Date(Date.UTC(2026, 0, 5, 15, 4, 9));

for (const [format, expected] of [
	['%Y%m%d%H%M%S', '20260105150409'],
	['%y-%j-%U-%W-%w', '26-005-01-01-1'],
	['%I%p.%f', '03PM.000000'],
	['%a %A %b %B', 'Mon Monday Jan January'],
	['run%%1-%Q', 'run%1-%Q'],
] as const) {
	t.test(`strftime ${format} gives ${expected}, as Python does`, async t => {
		t.equal(formatDate(date, format), expected);
	});
}

t.test('a timestamp survives the way there and back, other formats do not', async t => {
	t.equal(formatTimestamp(date.getTime()), '2026-01-05T15-04-09');
	t.same(parseTimestamp('2026-01-05T15-04-09'), date);
	for (const text of ['2026-01-05_15-04-09', '2026-02-30T00-00-00', '2026-01-05T25-00-00', '', 'x']) {
		t.equal(parseTimestamp(text), undefined, text);
	}
});
