import t from 'tap';
import {formatBytes} from '../../../source/core/text/format-bytes.js';

const cases: ReadonlyArray<[bytes: number, text: string]> = [
	[0, '0 B'], [999, '999 B'], [1000, '1.00 kB'], [9994, '9.99 kB'], [9996, '10.0 kB'], [12_345, '12.3 kB'], [99_960, '100 kB'],
	[999_499, '999 kB'], [999_500, '1.00 MB'], [450_000_000, '450 MB'], [1e18, '1000 PB'],
];

for (const [bytes, text] of cases) {
	t.test(`${bytes} bytes`, async t => {
		t.equal(formatBytes(bytes), text);
	});
}
