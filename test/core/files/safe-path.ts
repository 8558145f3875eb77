import path from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import {toSafePath} from '../../../source/core/files/safe-path.js';

const cases: ReadonlyArray<[key: string, expected: string]> = [
	['data/mean.csv', 'data/mean.csv'],
	['data/Größe – 平均 (1).csv', 'data/Größe – 平均 (1).csv'],
	['../../etc/passwd', '%2E%2E/%2E%2E/etc/passwd'],
	['/etc/passwd', '%/etc/passwd'],
	['a//./b', 'a/%/%2E/b'],
	[String.raw`..\..\x`, '..%5C..%5Cx'],
	['a\u0000b\n\u001B[31m', 'a%00b%0A%1B[31m'],
	['100%', '100%25'],
	['a\u202Eb', 'a%u{202E}b'],
	['.hidden/...', '.hidden/...'],
];

for (const [key, expected] of cases) {
	t.test(`safe path of ${JSON.stringify(key)}`, async t => {
		t.equal(toSafePath(key), expected);
	});
}

const anyKey = fc.oneof(fc.string({unit: 'binary'}), fc.array(fc.constantFrom('..', '.', '', 'a', '%2E', '\\', '%', '~'), {minLength: 1}).map(parts => parts.join('/')));

t.test('no key leads out of the folder, and no two to one place', async () => {
	fc.assert(fc.property(anyKey, key => {
		const target = path.resolve('/folder', toSafePath(key));
		return target.startsWith('/folder/') && target === `/folder/${toSafePath(key)}`;
	}));
	fc.assert(fc.property(anyKey, anyKey, (one, other) => one === other || toSafePath(one) !== toSafePath(other)));
});
