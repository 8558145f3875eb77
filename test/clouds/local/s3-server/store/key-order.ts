import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import t from 'tap';
import {compareKeys} from '../../../../../source/clouds/local/s3-server/store/key-order.js';

t.test('keys compare as their UTF-8 bytes do', t => {
	const key = fc.string({unit: 'binary', maxLength: 6});
	fc.assert(fc.property(key, key, key, (prefix, left, right) => {
		const expected = Buffer.compare(Buffer.from(prefix + left), Buffer.from(prefix + right));
		return Math.sign(compareKeys(prefix + left, prefix + right)) === expected;
	}), {numRuns: 2000, examples: [['', '\u{FFFF}', '😀']]});
	t.end();
});
