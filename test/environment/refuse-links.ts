import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {refuseLinksOut} from '../../source/environment/refuse-links.js';

const files = {home: {'.bashrc': 'alias'}, checkout: {inner: {}, 'real.ndjson': ''}};

const createFolder = (root: string): string => {
	const folder = path.join(root, 'checkout');
	for (const [name, target] of [['out.ndjson', '../home/.bashrc'], ['new.ndjson', '../home/authorized_keys'], ['reports', '../home'], ['absolute', path.join(root, 'home')], ['in', 'inner'], ['self', 'self']] as const) {
		fs.symlinkSync(target, path.join(folder, name));
	}

	return folder;
};

t.test('a link out of the folder is refused: to a file, to one that is not there yet, of a folder above it, to itself', async t => {
	const folder = createFolder(t.testdir(files));
	for (const [file, link] of [['out.ndjson', 'out.ndjson'], ['./new.ndjson', 'new.ndjson'], ['reports/x/y.xml', 'reports'], ['inner/../absolute/y.xml', 'absolute'], [path.join(folder, 'out.ndjson'), 'out.ndjson'], ['self', 'self']] as const) {
		t.throws(() => {
			refuseLinksOut(file, folder);
		}, {code: 'usage', message: `${file} is not written: ${link} is a link out of this folder.`, hint: /link/u});
	}
});

t.test('files, new files, links within the folder and what the user names elsewhere are none of its business', async t => {
	const folder = createFolder(t.testdir(files));
	// A file where a folder should be is for whoever writes to complain of.
	for (const file of ['real.ndjson', 'a/b/c.xml', 'in/y.xml', '../home/.bashrc', '/dev/stdout', '..dots/x', 'real.ndjson/y.xml']) {
		refuseLinksOut(file, folder);
	}

	// The folder itself may be reached by a link.
	const link = path.join(folder, '..', 'checkout-link');
	fs.symlinkSync(folder, link);
	refuseLinksOut('in/y.xml', link);
	t.throws(() => {
		refuseLinksOut('reports/y.xml', link);
	}, {code: 'usage'});
});
