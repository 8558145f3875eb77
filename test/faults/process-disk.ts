import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {startRunCi} from '../support/faults/in-process-run.js';
import {startOwnGithub} from '../support/preflight/start-own-github.js';
import {asUser, binFile, projectFolder, runBin} from '../support/cli/run-bin.js';

t.setTimeout(120_000);

t.test('a disk that takes no report is told once for each file; the run goes on to its verdict', {skip: fs.existsSync('/dev/full') ? false : 'no /dev/full'}, async t => {
	const github = await startOwnGithub(t);
	const {stdout, stderr, ended} = startRunCi(github.file, {
		env: {...github.env, GITHUB_STEP_SUMMARY: '/dev/full', GITHUB_ACTIONS: 'true'}, eventsFile: '/dev/full',
	});
	t.same(await ended, {exitCode: 0}, stderr.read());
	t.match(stdout.read().trimEnd().split('\n').at(-1), /^\[COMPLETED\] completed=2 /u);
	t.match(stderr.read(), /^The report \/dev\/full is incomplete: writing failed \(ENOSPC\)\.$/mu);
	t.ok(stderr.read().trimEnd().split('\n').length <= 2, stderr.read());
});

t.test('a full disk behind stdout is told on stderr once, exit code 5; a folder for temporary files that is not there is one sentence, exit code 2', async t => {
	const folder = t.testdir({});
	const missing = await runBin(['tutorial.json', '--ci', '--local'], {env: {TMPDIR: path.join(folder, 'nowhere')}});
	t.equal(missing.code, 2);
	t.match(missing.stderr, /^✖ The local cloud cannot make its folder in [^\n]+\n {2}Choose a folder that can be written to with --data-dir\.\n$/u);
	if (fs.existsSync('/dev/full')) {
		const full = spawnSync(...asUser([process.execPath, binFile, 'validate', 'workflows/main.json']), {cwd: projectFolder, encoding: 'utf8', stdio: ['ignore', fs.openSync('/dev/full', 'w'), 'pipe']});
		t.equal(full.status, 5, full.stderr);
		t.equal(full.stderr, '✖ The output is incomplete: it cannot be written (ENOSPC).\n');
	}
});
