import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {openFileOutput} from '../../source/report/open-file-output.js';

const fail = (sentence: string): never => {
	throw new Error(sentence);
};

t.test('only the user may read a report, also one that was there before', async t => {
	const folder = t.testdir({'old.xml': 'old text'});
	const umask = process.umask(0o022);
	t.teardown(() => process.umask(umask));
	fs.chmodSync(path.join(folder, 'old.xml'), 0o644);
	for (const name of ['old.xml', 'new/report.xml']) {
		const file = path.join(folder, name);
		const output = openFileOutput(file, fail);
		output.write('text');
		output.close();
		t.equal(fs.readFileSync(file, 'utf8'), 'text');
		t.equal(fs.statSync(file).mode & 0o777, 0o600, name); // eslint-disable-line no-bitwise
	}
});

t.test('a report is not written through a link that leads out of the current folder', async t => {
	const root = t.testdir({home: {'.bashrc': 'alias'}, checkout: {}});
	fs.symlinkSync('../home/.bashrc', path.join(root, 'checkout', 'events.ndjson'));
	fs.symlinkSync('../home', path.join(root, 'checkout', 'reports'));
	const before = process.cwd();
	process.chdir(path.join(root, 'checkout'));
	t.teardown(() => {
		process.chdir(before);
	});
	for (const file of ['events.ndjson', 'reports/new.xml']) {
		t.throws(() => openFileOutput(file, fail), {code: 'usage', message: new RegExp(`^${file} is not written`, 'u')});
	}

	t.equal(fs.readFileSync('../home/.bashrc', 'utf8'), 'alias');
	t.same(fs.readdirSync('../home'), ['.bashrc']);
});
