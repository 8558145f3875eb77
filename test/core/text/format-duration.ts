import t from 'tap';
import {formatDuration} from '../../../source/core/text/format-duration.js';

const variants: ReadonlyArray<readonly [durationMs: number, expected: string]> = [
	[0, '0.0s'],
	[49, '0.0s'],
	[400, '0.4s'],
	[14_200, '14.2s'],
	[59_999, '59.9s'],
	[60_000, '1m00s'],
	[192_000, '3m12s'],
	[3_599_999, '59m59s'],
	[3_600_000, '1h00m'],
	[3_720_000, '1h02m'],
	[100 * 3_600_000, '100h00m'],
	[-5, '0.0s'],
	[Number.NaN, '0.0s'],
];

for (const [durationMs, expected] of variants) {
	t.test(`${durationMs} ms reads ${expected}`, async t => {
		t.equal(formatDuration(durationMs), expected);
	});
}
