import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {startRunCi} from '../support/faults/in-process-run.js';
import {startOwnGithub} from '../support/preflight/start-own-github.js';
import {asUser, binFile, projectFolder, runBin} from '../support/cli/run-bin.js';
import {createLogStore} from '../../source/run/runner/log-store.js';
import {createSpill} from '../../source/run/runner/log-lines/create-spill.js';

t.setTimeout(120_000);

const lineCount = 40_000;
const entries = Array.from({length: lineCount}, (_, number) => ({node: 'a', text: `line ${number}`, message: `line ${number}`, at: number, isNoise: false}));

const faults: ReadonlyArray<readonly [what: string, code: string, createFaultySpill: (folder: string) => ReturnType<typeof createSpill>]> = [
	['a disk that is full', 'ENOSPC', folder => createSpill({folder, writeBytes() {
		throw Object.assign(new Error('no space left on device'), {code: 'ENOSPC'});
	}})],
	['a folder for temporary files that is not there', 'ENOENT', folder => createSpill({folder: path.join(folder, 'nowhere')})],
];

for (const [what, code, createFaultySpill] of faults) {
	t.test(`${what} loses the oldest lines of a long log, says so once, and keeps the others within their bounds`, async t => {
		const folder = t.testdir({});
		const store = createLogStore({memoryLines: 5000, withoutDisk: {memoryLines: 10_000, memoryBytes: 32 * 1024 * 1024}, createSpill: () => createFaultySpill(folder)});
		for (let start = 0; start < lineCount; start += 1000) {
			store.append(entries.slice(start, start + 1000));
		}

		const {lines} = store;
		t.equal(lines.getEnd(), lineCount);
		t.equal(lines.read(lineCount - 1, lineCount)[0]?.text, `line ${lineCount - 1}`, 'the newest are there');
		t.ok(lines.getFirst() >= lineCount - 12_000 && lines.getFirst() <= lineCount - 5000, `from line ${lines.getFirst()} on`);
		t.match(lines.describeLoss(), `The oldest log lines are lost: the folder for temporary files does not keep them (${code}). TMPDIR names another one.`);
		store.close();
		t.same(fs.readdirSync(folder), []);
	});
}

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
