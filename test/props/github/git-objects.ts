import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import t from 'tap';
import {createGitStore} from '../../support/github/git-store.js';
import {repository} from '../../support/actions-api/start-test-api.js';

t.test('trees have the names that git gives them, in git\'s order', async t => {
	const folder = t.testdir();
	const git = createGitStore(repository);
	const files = ['a.txt', 'a/b.txt', 'a-b/c.txt', '.github/workflows/x.yml', 'z/données.txt'];
	const sha = git.addTree(new Map(files.map(path => [path, git.addBlob(Buffer.from(path))])));
	for (const path of files) {
		mkdirSync(dirname(join(folder, path)), {recursive: true});
		writeFileSync(join(folder, path), path);
	}

	execFileSync('git', ['init', '-q'], {cwd: folder});
	execFileSync('git', ['add', '-A'], {cwd: folder});
	t.equal(sha, execFileSync('git', ['write-tree'], {cwd: folder, encoding: 'utf8'}).trim());
	t.same([...git.listFiles(sha).keys()].sort(), files.toSorted());
});
