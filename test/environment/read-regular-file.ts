import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {readDocumentFile, readRegularFile} from '../../source/environment/read-regular-file.js';

t.test('a file, and a link to one, are read up to the bound', async t => {
	const folder = t.testdir({a: '0123456789', link: t.fixture('symlink', 'a')});
	for (const name of ['a', 'link']) {
		t.equal(readRegularFile({file: path.join(folder, name), name: 'It', maxBytes: 10}), '0123456789');
		t.throws(() => readRegularFile({file: path.join(folder, name), name: 'It', maxBytes: 9}), {code: 'usage', message: 'It has 0.01 kB; it may have 0.009 kB.'});
	}

	fs.truncateSync(path.join(folder, 'a'), 11_000_000);
	t.throws(() => readDocumentFile(path.join(folder, 'a')), {code: 'usage', message: /has 11 MB; it may have 10 MB/});
});

t.test('a pipe and a device are refused instead of read for ever, links to them, too; a folder and nothing are what Node says', async t => {
	const folder = t.testdir({zero: t.fixture('symlink', '/dev/zero')});
	execFileSync('mkfifo', [path.join(folder, 'pipe')]);
	for (const name of ['zero', 'pipe']) {
		t.throws(() => readRegularFile({file: path.join(folder, name), name: 'It', maxBytes: 10}), {code: 'usage', message: 'It is not a regular file but a pipe or a device.'});
	}

	t.throws(() => readDocumentFile(folder), {code: 'EISDIR'});
	t.throws(() => readDocumentFile(path.join(folder, 'none')), {code: 'ENOENT'});
});
