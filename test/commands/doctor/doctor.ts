import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {runBin} from '../../support/cli/run-bin.js';
import {startOwnGithub} from '../../support/preflight/start-own-github.js';

// Real processes on a machine that may be busy.
t.setTimeout(180_000);

t.test('a workflow that can run passes: a line for each check, exit code 0, no secret, nothing started', async t => {
	const github = await startOwnGithub(t);
	const {code, stdout, stderr} = await runBin(['doctor', 'two.json'], {cwd: github.folder, env: github.env});
	t.equal(stderr, '');
	t.equal(code, 0, stdout);
	for (const line of [
		/^✓ ok {6}two\.json is a valid workflow document\.$/mu,
		/^✓ ok {6}GITHUB_TOKEN -> 127\.0\.0\.1:\d+: token of the server GH, token of the server AWS\.$/mu,
		/^✓ ok {6}MY_S3_BUCKET_SECRETKEY: secret key of the data store Files, secret key of the data store Logs\.$/mu,
		/^✓ ok {6}The token of someone is valid, with the scopes .*repo.*workflow/mu,
		/^✓ ok {6}The repository local\/local exists/mu,
		/^✓ ok {6}The branch dev of someone\/some-repo exists/mu,
		/^✓ ok {6}two\.json on branch dev of someone\/some-repo is the same as the local file/mu,
		/The action write is registered/u,
		/^✓ ok {6}Data store Logs: bucket bucket-2 is reachable, its clock is right\.$/mu,
		/^Ready to run: /mu,
	]) {
		t.match(stdout, line);
	}

	for (const secret of [github.env['GITHUB_TOKEN']!, github.env['MY_S3_BUCKET_SECRETKEY']!, github.env['MY_S3_BUCKET_ACCESSKEY']!]) {
		t.notMatch(stdout, secret);
	}
});

t.test('missing variables are all named, what can be checked without them is, and the exit code is 4', async t => {
	const github = await startOwnGithub(t);
	const {GITHUB_TOKEN, ...env} = github.env;
	const {code, stdout} = await runBin(['doctor', 'two.json', '--json'], {cwd: github.folder, env: {...env, GITHUB_REPOSITORY: ''}});
	t.equal(code, 4);
	const report = JSON.parse(stdout) as {isReady: boolean; exitCode: number; checks: Array<{id: string; status: string; hint?: string}>};
	t.match(report, {isReady: false, exitCode: 4});
	t.same(report.checks.filter(check => check.status === 'failed').map(check => check.id), ['variable GITHUB_TOKEN', 'variable GITHUB_REPOSITORY']);
	t.match(report.checks.filter(check => check.id.startsWith('store')).map(check => check.status), ['ok', 'ok']);
	t.ok(GITHUB_TOKEN);
});

t.test('a local change that is not pushed is a warning; only another formatting is none', async t => {
	const github = await startOwnGithub(t);
	fs.writeFileSync(github.file, JSON.stringify(github.document));
	const formatted = await runBin(['doctor', 'two.json'], {cwd: github.folder, env: github.env});
	t.equal(formatted.code, 0);
	t.match(formatted.stdout, /✓ ok .* says the same as the local file; only its formatting differs/u);
	github.edit(document => ({...document, FaaSrLog: 'elsewhere'}));
	const changed = await runBin(['doctor', 'two.json'], {cwd: github.folder, env: github.env});
	t.equal(changed.code, 0);
	t.match(changed.stdout, /! warning .* differs from the local file[^\n]*\n {10}→ Run faasr-tui register/u);
});

t.test('servers and stores that do not answer are named, one line each, exit code 5', async t => {
	const github = await startOwnGithub(t);
	await github.cloud.close();
	const {code, stdout} = await runBin(['doctor', 'two.json'], {cwd: github.folder, env: github.env});
	t.equal(code, 5);
	t.match(stdout, /✗ failed {2}Cannot reach GitHub to check the token/u);
	t.match(stdout, /✗ failed {2}Cannot reach bucket bucket in data store Files/u);
	t.match(stdout, /✗ failed {2}Cannot reach bucket bucket-2 in data store Logs/u);
	t.match(stdout, 'Not ready to run:');
});

t.test('an invalid document ends the checks: exit code 3', async t => {
	const folder = t.testdir({'bad.json': '{"WorkflowName": "bad"}'});
	const {code, stdout} = await runBin(['doctor', 'bad.json'], {cwd: folder});
	t.equal(code, 3);
	t.match(stdout, /✗ failed {2}bad\.json is not a valid workflow document: [^\n]+\n {10}→ Run faasr-tui validate bad\.json/u);
});

t.test('for the local cloud, interpreters and the functions\' files are checked', async t => {
	const ready = await runBin(['doctor', 'main.json', '--local']);
	t.equal(ready.code, 0, ready.stdout);
	t.match(ready.stdout, /✓ ok {6}Python 3\.\d+\.\d+ runs the Python functions/u);
	t.match(ready.stdout, /✓ ok {6}Function sync1 found/u);

	const github = await startOwnGithub(t);
	const without = await runBin(['doctor', 'two.json', '--local'], {cwd: github.folder});
	t.equal(without.code, 4);
	t.match(without.stdout, /✗ failed {2}Function write_greeting not found/u);
	fs.mkdirSync(path.join(github.folder, 'functions'));
	fs.writeFileSync(path.join(github.folder, 'functions', 'write_greeting.py'), '');
	const half = await runBin(['doctor', 'two.json', '--local'], {cwd: github.folder});
	t.match(half.stdout, /✓ ok {6}Function write_greeting[^]*✗ failed {2}Function read_greeting/u);
	t.notMatch(half.stdout, /run as you/u, 'nothing is asked for that is set');
	github.edit(document => ({...document, Secrets: ['NPM_TOKEN']}));
	const asking = await runBin(['doctor', 'two.json', '--local'], {cwd: github.folder, env: {NPM_TOKEN: 'canary-of-npm'}});
	t.match(asking.stdout, /✓ ok {6}Functions run as you, with all your files, and are given the secrets that the document asks for: NPM_TOKEN\./u);
	t.notMatch(asking.stdout, 'canary-of-npm');
});
