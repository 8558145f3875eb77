import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {runBin, startBin} from '../../support/cli/run-bin.js';
import {writeSlowWorkflow} from '../../support/cli/slow-workflow.js';
import {writeFilesWorkflow} from '../../support/files-workflow.js';
import {makeFolder} from '../../support/make-folder.js';
import {startOwnGithub} from '../../support/preflight/start-own-github.js';

// Real processes, several one after the other.
t.setTimeout(240_000);

t.test('a run on this machine is a page later: the cause, the logs, and what the files held', async t => {
	const folder = makeFolder(t);
	const file = writeFilesWorkflow(folder);
	fs.appendFileSync(path.join(folder, 'functions/f.py'), '    if store == "Second":\n        raise ValueError("no <tide> today")\n');
	const local = ['--local', '--data-dir', path.join(folder, 'd')];
	const ran = await runBin([file, '--ci', ...local, '--reporter', 'html=then.html', '--events', 'events.ndjson'], {cwd: folder});
	t.equal(ran.code, 1, ran.stdout + ran.stderr);
	const read = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');

	const [, id = ''] = /<dt>InvocationID<\/dt><dd>([^<]*)</.exec(read('then.html')) ?? [];
	const made = await runBin(['report', file, ...local, '--invocation-id', id, '-o', 'pages/now.html'], {cwd: folder});
	t.match(made, {code: 0, stderr: '', stdout: /^\[FAILED\] completed=1 failed=1 elapsed=\S+\npages\/now\.html {2}[\d.]+ kB\n$/u});
	for (const page of [read('then.html'), read('pages/now.html')]) {
		t.match(page, /<span class="verdict FAILED">FAILED<\/span>[\s\S]*<strong>ValueError: no &lt;tide&gt; today at functions\/f\.py:\d+ in f\(\)<\/strong>/);
		t.match(page, `<dd>${id}</dd>`);
		t.match(page, /<section id="files"[\s\S]*<h3>data\/plots\/ [\s\S]*<pre>content of plots\/mean\.csv|<td>content of plots\/mean\.csv/);
		t.match(page, /<b>big\.bin<\/b> <span class="dim">10\.2 MB, binary file, second/);
		t.match(page, /<section id="logs"[\s\S]*Starting function: f/);
	}

	t.equal((await runBin(['replay', 'events.ndjson', '--reporter', 'html=again.html'], {cwd: folder})).code, 1);
	t.match(read('again.html'), /no &lt;tide&gt; today at functions\/f\.py:\d+/);
	t.notMatch(read('again.html'), 'id="files"', 'nobody can look any more');

	t.match(await runBin(['report', file, ...local, '--invocation-id', 'nobody', '-o', 'pages/now.html'], {cwd: folder}), {code: 2, stdout: '', stderr: /has no invocation "nobody"/u});
	t.match(read('pages/now.html'), '</html>', 'an older page is left alone');
	t.match(await runBin(['report', file, ...local, '-o', '/dev/null/run.html'], {cwd: folder}), {code: 2, stderr: /The report \/dev\/null\/run\.html cannot be written/u});
	t.match(await runBin(['report', file, ...local, '-o', '/dev/full'], {cwd: folder}), {code: 5, stderr: /is incomplete: writing failed \(ENOSPC\)/u});
});

t.test('of a run that goes on, the page says how it stands', async t => {
	const folder = makeFolder(t);
	const words = writeSlowWorkflow(folder);
	const run = startBin([...words, '--ci'], {cwd: folder});
	t.teardown(() => run.child.kill('SIGKILL'));
	await run.waitForOutput('asleep now');
	const made = await runBin(['report', ...words], {cwd: folder});
	t.match(made, {code: 0, stdout: /^\[RUNNING\] running=1 elapsed=\S+\nrun\.html {2}/u});
	t.match(fs.readFileSync(path.join(folder, 'run.html'), 'utf8'), /<span class="verdict RUNNING">RUNNING<\/span>[\s\S]*The run goes on: this is how it was on /);
	run.child.kill('SIGINT');
	t.equal((await run.result).code, 130);
});

t.test('a run on GitHub is read from its own stores and platform; no secret is in the page', async t => {
	const {folder, env} = await startOwnGithub(t);
	const at = {cwd: folder, env};
	t.equal((await runBin(['two.json', '--ci'], at)).code, 0);
	t.match(await runBin(['report', 'two.json'], at), {code: 0, stdout: /^\[COMPLETED\] completed=2 /u});
	const page = fs.readFileSync(path.join(folder, 'run.html'), 'utf8');
	t.match(page, /<dt>Ran on<\/dt><dd>GitHub Actions someone\/some-repo@/);
	for (const secret of [env['GITHUB_TOKEN'], env['MY_S3_BUCKET_ACCESSKEY'], env['MY_S3_BUCKET_SECRETKEY']]) {
		t.notMatch(page, secret!);
	}
});
