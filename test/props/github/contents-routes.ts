import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import t from 'tap';
import {
	getRefusal, here, repository, startTestApi, token,
} from '../../support/actions-api/start-test-api.js';

await t.test('a file comes as base64 with its blob sha, or raw', async t => {
	const {octokit} = await startTestApi(t);
	const {data} = await octokit.rest.repos.getContent({...here, path: 'folder/données.txt'});
	const file = data as {content: string; sha: string};
	const expectedSha = execFileSync('git', ['hash-object', '--stdin'], {input: 'é'.repeat(100), encoding: 'utf8'}).trim();
	t.match(file, {
		type: 'file', name: 'données.txt', path: 'folder/données.txt', encoding: 'base64', size: 200, sha: expectedSha,
	});
	t.ok(file.content.split('\n').every(line => line.length <= 60));
	t.equal(Buffer.from(file.content, 'base64').toString(), 'é'.repeat(100));
	const raw = await octokit.rest.repos.getContent({
		...here, path: 'folder/données.txt', ref: 'dev', mediaType: {format: 'raw'},
	});
	t.same(raw.data, 'é'.repeat(100));
	t.match(raw.headers['content-type'], 'application/vnd.github.raw+json');
});

await t.test('a folder comes as the list of what is in it', async t => {
	const {octokit} = await startTestApi(t);
	const {data} = await octokit.rest.repos.getContent({...here, path: ''});
	t.match(data, [{type: 'file', path: 'flow.json'}, {type: 'dir', path: 'folder'}]);
	const inner = await octokit.rest.repos.getContent({...here, path: 'folder'});
	t.match(inner.data, [{type: 'file', path: 'folder/données.txt'}]);
});

await t.test('a file over 1 MB has content in the raw form only', async t => {
	const bytes = Buffer.alloc(1_048_577, 'a');
	const {octokit} = await startTestApi(t, {repositories: [{...repository, files: new Map([['big.txt', bytes]])}]});
	const {data} = await octokit.rest.repos.getContent({...here, path: 'big.txt'});
	t.match(data, {encoding: 'none', content: '', size: bytes.length});
	const raw = await octokit.rest.repos.getContent({...here, path: 'big.txt', mediaType: {format: 'raw'}});
	t.equal((raw.data as unknown as string).length, bytes.length);
});

await t.test('a missing file or branch is not found', async t => {
	const {octokit} = await startTestApi(t);
	t.match(await getRefusal(octokit.rest.repos.getContent({...here, path: 'nope.json'})), {status: 404, message: 'Not Found'});
	t.match(await getRefusal(octokit.rest.repos.getContent({...here, path: 'flow.json', ref: 'nope'})), {status: 404, message: 'No commit found for the ref nope'});
});

await t.test('the tarball unpacks to the files, below one folder, long paths included', async t => {
	const longPath = `${'folder-of-a-long-name/'.repeat(8)}function.py`;
	const files = new Map([...repository.files, [longPath, Buffer.from('def f(): pass\n')]]);
	const {api} = await startTestApi(t, {repositories: [{...repository, files}]});
	const response = await fetch(`${api.apiUrl}/repos/local/local/tarball/main`, {headers: {authorization: `token ${token}`}});
	t.equal(response.status, 200);
	const folder = t.testdir();
	const archive = join(folder, 'archive.tar.gz');
	writeFileSync(archive, Buffer.from(await response.arrayBuffer()));
	execFileSync('tar', ['xzf', archive, '-C', folder, '--strip-components', '1']);
	for (const [path, bytes] of files) {
		t.same(readFileSync(join(folder, path)), Buffer.from(bytes), path);
	}
});
