import {Buffer} from 'node:buffer';
import t from 'tap';
import {fromObjectPath, toObjectPath} from '../../../../../source/clouds/local/s3-server/store/file-name.js';

const table: ReadonlyArray<readonly [key: string, path: string]> = [
	['lake/mean.csv', 'lake/mean.csv'],
	['FaaSrLog/w/2026-03-01T12-00-00/id/a(2).txt', 'FaaSrLog/w/2026-03-01T12-00-00/id/a(2).txt'],
	['日本語/é/😀 b+c', '日本語/é/😀 b+c'],
	['a//b', 'a/%/b'],
	['/a', '%/a'],
	['a/', 'a/%'],
	['a/../b', 'a/%2E%2E/b'],
	['.', '%2E'],
	['.hidden', '.hidden'],
	['...', '..%2E'],
	['a.', 'a%2E'],
	['a /b', 'a%20/b'],
	['100%', '100%25'],
	['%', '%25'],
	['%2F', '%252F'],
	['%~x', '%25~x'],
	[String.raw`a\b`, 'a%5Cb'],
	['a\u0000b\n', 'a%00b%0A'],
];

for (const [key, path] of table) {
	t.test(`the object ${JSON.stringify(key)} has the path ${path}`, async t => {
		t.equal(toObjectPath(key), path);
		t.equal(fromObjectPath(path), key);
	});
}

t.test('a name that no file system takes is one of a hash', async t => {
	for (const key of ['x'.repeat(256), `a/${'é'.repeat(128)}`, 'a/'.repeat(400)]) {
		t.match(toObjectPath(key), /^%~[\da-f]{64}$/);
		t.equal(fromObjectPath(toObjectPath(key)), undefined, 'which does not say the key');
	}

	t.equal(toObjectPath('x'.repeat(255)), 'x'.repeat(255));
});

t.test('no key leads out of its folder', async t => {
	for (const key of ['../x', '..', 'a/../../x', '/etc/passwd', './x', '//', String.raw`..\x`]) {
		const names = toObjectPath(key).split('/');
		t.ok(names.every(name => name !== '' && name !== '.' && name !== '..'), key);
	}
});

t.test('a file that somebody put there has the key of its path, unless no key is so long', async t => {
	t.equal(fromObjectPath('in/50%.csv'), 'in/50%.csv');
	const long = Array.from({length: 5}, () => 'x'.repeat(250)).join('/');
	t.ok(Buffer.byteLength(long) > 1024);
	t.equal(fromObjectPath(long), undefined);
});
