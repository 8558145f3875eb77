import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t, {type Test} from 'tap';
import {openTerminal, type OpenTerminal} from '../support/cli/open-terminal.js';
import {binFile, projectFolder, runBin, startBin, watchProcesses} from '../support/cli/run-bin.js';
import {writeSlowWorkflow} from '../support/cli/slow-workflow.js';
import {createEvent} from '../support/create-event.js';
import {startOwnGithub} from '../support/preflight/start-own-github.js';
import {waitUntil} from '../support/processes.js';

// Real processes on a machine that may be busy. Ctrl+C, Ctrl+Z, fg and SIGSTOP in a terminal: test/commands/run/{run-screen,terminal-citizen}.ts.
t.setTimeout(300_000);

const has = (text: string) => (lines: readonly string[]): boolean => lines.some(line => line.includes(text));

for (const [signal, expected] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
	t.test(`${signal} cancels what runs, leaves no process behind and exits with ${expected}`, async t => {
		const folder = t.testdir({});
		const {child, result, waitForOutput} = startBin([...writeSlowWorkflow(folder), '--ci']);
		await waitForOutput('asleep now');
		const listLeft = await watchProcesses(folder);
		child.kill(signal);
		const {code, stdout} = await result;
		t.equal(code, expected);
		t.match(stdout, `${signal}: cancelling what runs`);
		t.match(stdout, /slow RUNNING -> CANCELLED/u);
		t.match(stdout.trimEnd().split('\n').at(-1), /^\[CANCELLED\] cancelled=1 /u);
		t.same(listLeft(), []);
	});
}

t.test('a second SIGINT exits at once and leaves no process behind either', async t => {
	const folder = t.testdir({});
	const {child, result, waitForOutput} = startBin([...writeSlowWorkflow(folder), '--ci']);
	await waitForOutput('asleep now');
	const listLeft = await watchProcesses(folder);
	child.kill('SIGINT');
	await waitForOutput('cancelling what runs');
	child.kill('SIGINT');
	const {code} = await result;
	t.equal(code, 130);
	t.same(listLeft(), []);
});

t.test('a reader that goes away, as head does, does not end the run: its verdict is the exit code; stdin and stderr closed change nothing', async t => {
	const {child, result} = startBin(['failing.json', '--ci', '--local']);
	child.stdin.destroy();
	child.stdout.destroy();
	child.stderr.destroy();
	const {code} = await result;
	t.equal(code, 1);
});

t.test('a terminal whose window is closed cancels what runs: no process left, no abort of Node, exit code 129', async t => {
	const folder = t.testdir({});
	const code = path.join(folder, 'code');
	// The shell outlives the window to tell how the program ended.
	const terminal = openTerminal(`cd '${projectFolder}' && trap : HUP; "$@" 2>'${folder}/errors'; echo $? >'${code}.new'; mv '${code}.new' '${code}'`, {
		columns: 110, rows: 30, args: [process.execPath, binFile, ...writeSlowWorkflow(folder), '--trigger'],
	});
	await terminal.waitFor(has('asleep now'), 'the function runs');
	const listLeft = await watchProcesses(folder);
	const ended = new Promise<void>(resolve => {
		const watcher = fs.watch(folder, () => {
			if (fs.existsSync(code)) {
				watcher.close();
				resolve();
			}
		});
	});
	terminal.hangUp();
	await ended;
	t.equal(fs.readFileSync(code, 'utf8'), '129\n');
	t.equal(fs.readFileSync(path.join(folder, 'errors'), 'utf8').replaceAll(/Hangup\n?/gu, ''), '');
	// The shell that tells the exit code, and its mv, end after the file is there.
	await waitUntil(() => listLeft().length === 0, listLeft);
});

t.test('after kill -9 of faasr-tui the run on GitHub goes on, and a later watch has every status and its verdict', async t => {
	const killed = createEvent();
	// What comes after the first function is dispatched when nobody looks on any more.
	const github = await startOwnGithub(t, {async answer({path}) {
		if (path.endsWith('read.yml/dispatches')) {
			await killed.happened;
		}

		return undefined;
	}});
	t.teardown(killed.tell);
	const {child, result, waitForOutput} = startBin(['two.json', '--ci'], {cwd: github.folder, env: github.env});
	// A line of a log: GitHub tells of a run before its first object is in the bucket, in which a later watch looks for it.
	await waitForOutput(' | ');
	child.kill('SIGKILL');
	const {stdout} = await result;
	killed.tell();
	t.notMatch(stdout, '[COMPLETED]', 'no verdict yet');
	const [, id = ''] = /InvocationID=(\S+)/u.exec(stdout) ?? [];
	const watched = await runBin(['watch', 'two.json', '--ci', '--invocation-id', id], {cwd: github.folder, env: github.env});
	t.equal(watched.code, 0, watched.stdout + watched.stderr);
	t.match(watched.stdout.trimEnd().split('\n').at(-1), /^\[COMPLETED\] completed=2 /u);
});

t.test('after kill -9 of faasr-tui nothing of a local run lives on, and a later watch tells at once how it ended', async t => {
	const folder = t.testdir({});
	const parameters = writeSlowWorkflow(folder);
	const {child, result, waitForOutput} = startBin([...parameters, '--ci']);
	await waitForOutput('asleep now');
	const listLeft = await watchProcesses(folder);
	child.kill('SIGKILL');
	await result;
	await waitUntil(() => listLeft().length === 0, listLeft);
	const listed = await runBin(['ls', ...parameters, '--json']);
	t.match(JSON.parse(listed.stdout), [{outcome: 'FAILED'}]);
	const {code, stdout} = await runBin(['watch', ...parameters, '--ci']);
	t.equal(code, 1, stdout);
	t.match(stdout, /slow \S+ -> FAILED .*\(run-failed\): The local cloud ended before this run did\./u);
	t.match(stdout, '##[error]The local cloud ended before this run did.');
	t.match(stdout.trimEnd().split('\n').at(-1), /^\[FAILED\] failed=1 /u);
});

t.test('after kill -9 of faasr-tui the temporary folder of its local cloud goes, too', async t => {
	const folder = t.testdir({temporary: {}});
	const temporary = path.join(folder, 'temporary');
	const [file = ''] = writeSlowWorkflow(folder);
	const {child, result, waitForOutput} = startBin([file, '--local', '--ci'], {env: {TMPDIR: temporary}});
	await waitForOutput('asleep now');
	const listLeft = await watchProcesses(folder);
	t.equal(fs.readdirSync(temporary).length, 1);
	child.kill('SIGKILL');
	await result;
	await waitUntil(() => fs.readdirSync(temporary).length === 0, () => fs.readdirSync(temporary));
	t.same(listLeft(), []);
});

/** What a test's preload breaks: the clock, wherever the file names a part of the program that asks it. */
const preload = `
import fs from 'node:fs';
import process from 'node:process';
const {now} = Date;
Date.now = () => {
	const where = fs.existsSync(process.env.BROKEN_PLACE) ? fs.readFileSync(process.env.BROKEN_PLACE, 'utf8') : '';
	if (where === 'rejection') {
		fs.rmSync(process.env.BROKEN_PLACE);
		Promise.reject(new Error('broken with ' + process.env.GITHUB_TOKEN));
	} else if (where !== '' && new Error().stack.includes(where)) {
		throw new Error('broken with ' + process.env.GITHUB_TOKEN);
	}

	return now();
};
`;

const canary = 'canary-of-a-token-4711';

/** A folder with a slow workflow, an environment in which the program can be broken, and the way to break it. */
const prepareBreakable = (t: Test) => {
	const folder = t.testdir({'preload.mjs': preload});
	const place = path.join(folder, 'broken-place');
	return {
		folder,
		parameters: writeSlowWorkflow(folder),
		env: {NODE_OPTIONS: `--import=file://${path.join(folder, 'preload.mjs')}`, BROKEN_PLACE: place, GITHUB_TOKEN: canary},
		breakAt(where: string): void {
			fs.writeFileSync(`${place}.new`, where);
			fs.renameSync(`${place}.new`, place);
		},
	};
};

const reportedBug = /^✖ faasr-tui has a bug: broken with \*\*\*\n {2}Please report it with these lines:\nfaasr-tui \S+, Node\.js v[^\n]+\nError: broken with \*\*\*\n\s+at /mu;

t.test('in a pipeline a reporter that throws between two events ends the run: a report without secrets, nothing left behind, exit code 70', async t => {
	const {folder, parameters, env, breakAt} = prepareBreakable(t);
	const {result, waitForOutput} = startBin([...parameters, '--ci'], {env});
	await waitForOutput('asleep now');
	const listLeft = await watchProcesses(folder);
	breakAt('writeHeartbeat');
	const {code, stdout, stderr} = await result;
	t.equal(code, 70);
	t.match(stderr, reportedBug);
	t.notMatch(stdout + stderr, canary);
	t.same(listLeft(), []);
});

/** The terminal is as before: settings, cursor, wrapping, title, marks of pastes, screen. */
const checkTerminal = (t: Test, terminal: OpenTerminal): void => {
	const output = terminal.output();
	t.notOk(terminal.isAlternate(), 'the normal screen');
	t.ok(has('terminal as before')(terminal.lines()), 'settings');
	for (const [on, off] of [['[?25l', '[?25h'], ['[?7l', '[?7h'], ['[22;2t', '[23;2t'], ['[?2004h', '[?2004l'], ['[?1049h', '[?1049l']] as const) {
		t.ok(output.lastIndexOf(`\u001B${off}`) > output.lastIndexOf(`\u001B${on}`), off);
	}

	t.notMatch(output, /\[\?(?:9|100\d|1015|1016)h/u, 'the mouse was never touched');
};

const openBreakable = async (t: Test) => {
	const breakable = prepareBreakable(t);
	const command = 'before=$(stty -g); "$@"; code=$?; [ "$before" = "$(stty -g)" ] && echo "terminal as before"; exit $code';
	const terminal = openTerminal(`cd '${projectFolder}' && export NODE_OPTIONS='${breakable.env.NODE_OPTIONS}' && ${command}`, {
		columns: 160, rows: 40, env: breakable.env, args: [process.execPath, binFile, ...breakable.parameters, '--trigger'],
	});
	t.teardown(() => {
		terminal.kill('SIGKILL');
	});
	await terminal.waitFor(has('asleep now'), 'the function runs');
	const listLeft = await watchProcesses(breakable.folder);
	return {...breakable, terminal, listLeft};
};

const crashes: ReadonlyArray<readonly [what: string, where: string, keys: string]> = [
	['a component that throws', 'useAnimation', ''],
	['a key handler that throws', 'getFileName', '2\u0013'],
	['a rejection that nobody handles', 'rejection', ''],
];

for (const [what, where, keys] of crashes) {
	t.test(`on the screen ${what} gives the terminal back: a report without secrets, nothing left behind, exit code 70`, async t => {
		const {terminal, breakAt, listLeft} = await openBreakable(t);
		breakAt(where);
		terminal.type(keys);
		t.equal(await terminal.exited, 70, terminal.lines().join('\n'));
		checkTerminal(t, terminal);
		t.match(terminal.lines().join('\n'), /✖ faasr-tui has a bug: broken with \*\*\*\n {2}Please report it/u);
		t.notMatch(terminal.output(), canary);
		t.same(listLeft(), []);
	});
}
