import {existsSync, realpathSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import t from 'tap';
import {openLocalDataFolder} from '../../source/local/local-data-folder.js';

for (const [what, options] of [
	['the data folder', {dataDir: 'd'}],
	['the folder for temporary files, as TMPDIR may name it', {tmpDir: '.'}],
] as const) {
	t.test(`${what} may be relative: every folder is absolute, whatever folder is current later`, async t => {
		const folder = realpathSync(t.testdir({}));
		const before = process.cwd();
		t.teardown(() => {
			process.chdir(before);
		});
		process.chdir(folder);
		const opened = openLocalDataFolder(options);
		process.chdir(before);
		for (const path of [opened.root, opened.s3Dir, opened.actionsDir, opened.journalFile]) {
			t.ok(path.startsWith(folder), path);
		}

		t.ok(existsSync(opened.actionsDir));
		await opened.close();
		t.equal(existsSync(opened.root), 'dataDir' in options, 'and the temporary one is removed where it is');
		t.equal(join(opened.root, 's3'), opened.s3Dir);
	});
}
