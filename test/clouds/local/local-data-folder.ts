import {
	chownSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import t from 'tap';
import {openLocalDataFolder} from '../../../source/clouds/local/local-data-folder.js';

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

t.test('the data folder stays out of the repository it lies in', async t => {
	const folder = t.testdir({});
	const {root} = openLocalDataFolder({dataDir: join(folder, 'd')});
	t.equal(readFileSync(join(root, '.gitignore'), 'utf8'), '*\n');
	t.equal(statSync(root).mode % 0o1000, 0o700);
	writeFileSync(join(root, '.gitignore'), 'mine');
	openLocalDataFolder({dataDir: root});
	t.equal(readFileSync(join(root, '.gitignore'), 'utf8'), 'mine');
});

t.test('but no ignore file comes into a folder that holds anything else', async t => {
	const folder = t.testdir({'mine.txt': ''});
	openLocalDataFolder({dataDir: folder});
	t.notOk(existsSync(join(folder, '.gitignore')));
});

t.test('a folder of objects that is a link is refused, and nothing is written where it leads', async t => {
	const folder = t.testdir({d: {}, outside: {}});
	symlinkSync(join(folder, 'outside'), join(folder, 'd', 's3'));
	t.throws(() => openLocalDataFolder({dataDir: join(folder, 'd')}), {code: 'usage', message: /s3 is a link/});
	t.same(readdirSync(join(folder, 'outside')), []);
});

t.test('a folder of another user is refused, and nothing is written into it', {skip: process.getuid?.() === 0 ? false : 'only root can give a folder away'}, async t => {
	const folder = join(t.testdir({}), 'theirs');
	mkdirSync(folder);
	chownSync(folder, 65_534, 65_534);
	t.throws(() => openLocalDataFolder({dataDir: folder}), {code: 'usage', message: /belongs to another user/});
	t.same(readdirSync(folder), []);
});
