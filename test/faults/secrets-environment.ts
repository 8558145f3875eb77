import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {startRunCi} from '../support/faults/in-process-run.js';
import {writeSlowWorkflow} from '../support/cli/slow-workflow.js';
import {noWholeLogs} from '../screen/create-fake-store.js';
import {createLogTools, withoutValues} from '../../source/commands/run/screen-programs.js';
import {pickSettings} from '../../source/clouds/credentials/settings.js';
import {readEnvFile} from '../../source/environment/read-env-file.js';

t.setTimeout(120_000);

const canary = 'canary-of-an-environment-4711';

/** One of the files about each process of this machine, as far as it may be seen. */
const readProcesses = (file: 'cmdline' | 'environ' | 'status'): ReadonlyMap<number, string> => new Map(fs.readdirSync('/proc').filter(name => /^\d+$/u.test(name)).flatMap((pid): ReadonlyArray<readonly [number, string]> => {
	try {
		return [[Number(pid), fs.readFileSync(`/proc/${pid}/${file}`, 'utf8')]];
	} catch {
		// It has ended meanwhile, or is somebody else's.
		return [];
	}
}));

t.test('no secret is on any command line while a function runs, nor in the environment of a function that does not ask for it', {skip: fs.existsSync('/proc/self/cmdline') ? false : 'no /proc'}, async t => {
	const folder = t.testdir({});
	const [workflowFile = ''] = writeSlowWorkflow(folder);
	const {stdout, sendSignal, ended, remembered} = startRunCi(workflowFile, {env: {GITHUB_TOKEN: canary, DATABASE_PASSWORD: canary}, isLocal: true});
	await stdout.waitFor('asleep now');
	const commands = readProcesses('cmdline');
	t.ok(remembered.length >= 4, 'the keys of the local cloud are known');
	for (const secret of new Set(remembered)) {
		t.same([...commands.values()].filter(command => command.includes(secret)), []);
	}

	const ownChild = new RegExp(`^PPid:\\t${process.pid}$`, 'mu');
	const functions = [...readProcesses('status')].filter(([pid, status]) => ownChild.test(status) && commands.get(pid)?.includes('faasr_run_function')).map(([pid]) => pid);
	t.equal(functions.length, 1, 'the function is seen');
	const environments = readProcesses('environ');
	t.same(functions.filter(pid => environments.get(pid)?.includes(canary)), []);
	sendSignal('SIGINT');
	t.same(await ended, {exitCode: 130});
});

t.test('a pager gets the user\'s environment without the credentials of the run', async t => {
	const folder = t.testdir({});
	const seen = path.join(folder, 'seen');
	const {page} = createLogTools({
		readRunLog: async () => [], ...noWholeLogs, env: {PAGER: `env > '${seen}'; cat`}, folder,
		programEnv: withoutValues({PATH: '/usr/bin:/bin', LESSKEY: '/home/me/.lesskey', GITHUB_TOKEN: canary, GH_PAT: canary}, [canary]),
	});
	await page((async function * () {
		yield 'line';
	})(), async task => task());
	const env = fs.readFileSync(seen, 'utf8');
	t.match(env, 'LESSKEY=/home/me/.lesskey');
	t.notMatch(env, canary);
});

const files: ReadonlyArray<readonly [what: string, content: string, expected: Readonly<Record<string, string>>]> = [
	['commands are text', 'A=$(touch pwned)\nB=`touch pwned`\nC="$(touch pwned)"\nD=$HOME\n', {A: '$(touch pwned)', B: 'touch pwned', C: '$(touch pwned)', D: '$HOME'}],
	['export, quotes and comments', 'export A=1\nB=\'two words\'\nC="a # no comment" # one\nD=bare # one\n', {A: '1', B: 'two words', C: 'a # no comment', D: 'bare'}],
	['CRLF and a byte order mark', '\uFEFFA=1\r\nB="2"\r\n', {A: '1', B: '2'}],
	['lines that are none', '= nonsense\n=\n\nA=1', {A: '1'}],
];

for (const [what, content, expected] of files) {
	t.test(`.env is read and never executed: ${what}`, async t => {
		const folder = t.testdir({'.env': content});
		t.same(readEnvFile(folder), expected);
		t.same(fs.readdirSync(folder), ['.env']);
	});
}

t.test('the environment wins against .env, also where it is empty', async t => {
	const folder = t.testdir({'.env': 'TEST_WORKFLOW_FILE=from-the-file\nGITHUB_REPOSITORY=from-the-file\nFAASR_TUI_THEME=from-the-file\n'});
	const env = {TEST_WORKFLOW_FILE: 'from-the-process', FAASR_TUI_THEME: ''};
	t.same(pickSettings({env, envFile: readEnvFile(folder)}), {...env, GITHUB_REPOSITORY: 'from-the-file'});
});

t.test('a .env that is a folder, no text, or not readable is one clear sentence without what is in it, exit code 2', async t => {
	t.throws(() => readEnvFile(t.testdir({'.env': {}})), {code: 'usage', message: 'The file .env cannot be read (EISDIR).', hint: /readable/u});
	for (const content of [`TOKEN="${canary}\u0000"`, Buffer.from(`TOKEN=${canary}`, 'utf16le').toString('latin1')]) {
		t.throws(() => readEnvFile(t.testdir({'.env': content})), {code: 'usage', message: 'The file .env has NUL bytes, so it is not UTF-8 text.', hint: 'Save .env as UTF-8, or remove it.'});
	}
});
