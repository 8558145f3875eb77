import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import t, {type Test} from 'tap';
import {createDocument, invocationFolder, startBench} from '../../../support/functions/executor-bench.js';
import {isAlive, waitUntil, waitUntilDead} from '../../../support/processes.js';
import {systemClock} from '../../../../source/ports/clock/system-clock.js';
import {endMarked} from '../../../../source/clouds/local/executor/end-marked.js';
import {runProcess} from '../../../../source/clouds/local/executor/run-process.js';
import {type Clock} from '../../../../source/ports/clock.js';

// Dozens of real processes, on a machine that may be busy with other tests.
t.setTimeout(180_000);

/** Real time, in which waits last otherwise. */
const createClock = (getWaitMs: (ms: number) => number): Clock => ({
	...systemClock,
	sleep: async (ms, options) => systemClock.sleep(getWaitMs(ms), options),
});

/** A cancel's graces never pass. */
const patientClock = createClock(ms => ms >= 2500 ? 2_147_483_647 : ms);

/** Graces of seconds pass in milliseconds. */
const hastyClock = createClock(ms => ms / 50);

const waits = `
import os, signal, subprocess, sys, time

def f(deaf):
    child = subprocess.Popen([sys.executable, "-c", "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"], stdout=subprocess.PIPE)
    child.stdout.readline()
    for name in deaf:
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    print("PIDS %d %d" % (os.getpid(), child.pid))
    time.sleep(600)
`;

const cancelRun = async (t: Test, deaf: readonly string[], reason: Error) => {
	const bench = await startBench(t, {files: {'f.py': waits}, document: createDocument({Arguments: {deaf}}), options: {clock: hastyClock}});
	const controller = new AbortController();
	let text = '';
	const running = bench.run(undefined, {signal: controller.signal, onLog(chunk) {
		text += chunk;
	}});
	await waitUntil(() => /PIDS \d+ \d+\n/u.test(text), () => text);
	const pids = /PIDS (?<own>\d+) (?<child>\d+)\n/u.exec(text)!.slice(1).map(Number);
	const before = await bench.readLog();
	controller.abort(reason);
	const run = await running;
	return {bench, run, pids, before};
};

const named = (name: string): Error => Object.assign(new Error('stop'), {name});

for (const {title, deaf, reason} of [
	{title: 'a cancel interrupts the function', deaf: [], reason: named('Cancel')},
	{title: 'a function deaf to SIGINT gets SIGTERM', deaf: ['SIGINT'], reason: named('Cancel')},
	{title: 'a function deaf to both is killed', deaf: ['SIGINT', 'SIGTERM'], reason: named('Cancel')},
	{title: 'a forced cancel kills at once', deaf: ['SIGINT', 'SIGTERM'], reason: named('ForceCancel')},
]) {
	t.test(`${title}; its children die with it and nothing more reaches S3`, async t => {
		const {bench, run, pids, before} = await cancelRun(t, deaf, reason);
		t.equal(run.exitCode, 1);
		t.match(run.runLog, /The run was cancelled\.\n$/u);
		await waitUntilDead(...pids);
		t.equal(await bench.readLog(), before);
		t.equal(await bench.hasDone(), false);
		t.equal(bench.dispatches.length, 0);
	});
}

t.test('a forced cancel after a plain one kills a function that is deaf to the plain one, without waiting for GitHub\'s grace', async t => {
	const bench = await startBench(t, {files: {'f.py': waits}, document: createDocument({Arguments: {deaf: ['SIGINT', 'SIGTERM']}}), options: {clock: patientClock}});
	const [plain, force] = [new AbortController(), new AbortController()];
	let text = '';
	const running = bench.run(undefined, {signal: plain.signal, forceSignal: force.signal, onLog(chunk) {
		text += chunk;
	}});
	await waitUntil(() => /PIDS \d+ \d+\n/u.test(text), () => text);
	const pids = /PIDS (?<own>\d+) (?<child>\d+)\n/u.exec(text)!.slice(1).map(Number);
	plain.abort(named('Cancel'));
	force.abort(named('ForceCancel'));
	t.equal((await running).exitCode, 1);
	await waitUntilDead(...pids);
});

t.test('a job cancelled before it starts does nothing', async t => {
	const bench = await startBench(t, {files: {'f.py': 'def f(): pass'}});
	const {exitCode} = await bench.run(undefined, {signal: AbortSignal.abort()});
	t.equal(exitCode, 1);
	t.same(await bench.bucket.list(invocationFolder), []);
});

t.test('what a function leaves running is killed when it ends, and holds nothing up', async t => {
	const bench = await startBench(t, {
		files: {'f.py': 'import subprocess\n\ndef f():\n    print("PID %d." % subprocess.Popen(["sleep", "600"]).pid)\n'},
		document: createDocument({InvokeNext: []}),
	});
	const {exitCode, runLog} = await bench.run();
	t.equal(exitCode, 0);
	const pid = Number(/PID (?<pid>\d+)\./u.exec(runLog)!.groups!['pid']);
	await waitUntilDead(pid);
	t.notOk(isAlive(pid));
});

const skipElsewhere = process.platform === 'linux' ? false : 'only Linux tells the environments of processes';

t.test('so is what has left its group for a session of its own, and what that started', {skip: skipElsewhere}, async t => {
	const bench = await startBench(t, {
		files: {'f.py': 'import subprocess\n\ndef f():\n    child = subprocess.Popen(["sh", "-c", "setsid sleep 600 & echo $!; exec sleep 600"], start_new_session=True, stdout=subprocess.PIPE)\n    print("PIDS %d %d." % (child.pid, int(child.stdout.readline())))\n'},
		document: createDocument({InvokeNext: []}),
	});
	const {exitCode, runLog} = await bench.run();
	t.equal(exitCode, 0);
	const pids = /PIDS (?<session>\d+) (?<other>\d+)\./u.exec(runLog)!.slice(1).map(Number);
	t.equal(pids.length, 2);
	await waitUntilDead(...pids);
	t.same(pids.filter(pid => isAlive(pid)), []);
});

t.test('nobody else\'s process is taken for one of these', {skip: skipElsewhere}, async t => {
	const start = (env: Record<string, string>) => spawn('sleep', ['600'], {env: {PATH: process.env['PATH'], ...env}, stdio: 'ignore'});
	const marked = start({MARK: 'mine'});
	const others = [start({MARK: 'mine too'}), start({OTHER: 'MARK=mine'}), start({}), start({MARKED: 'mine'})];
	t.teardown(() => {
		for (const other of [marked, ...others]) {
			other.kill('SIGKILL');
		}
	});
	// Until then a process has the environment of this one.
	const readNames = () => [marked, ...others].map(({pid}) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
	await waitUntil(() => readNames().every(name => name.startsWith('sleep')), readNames);
	await endMarked('MARK=mine');
	await waitUntilDead(marked.pid!);
	t.ok(others.every(({pid}) => isAlive(pid!)));
});

t.test('a machine that is too busy to read in time loses nothing of what a function printed before it ended', async t => {
	const atOnce: Clock = {...systemClock, sleep: async () => undefined};
	let text = '';
	const {exitCode} = await runProcess({
		command: ['sh', '-c', 'i=0; while [ $i -lt 3000 ]; do echo "line $i of the output"; i=$((i+1)); done'],
		cwd: '/', env: {PATH: process.env['PATH'] ?? ''}, clock: atOnce, signal: new AbortController().signal,
		onOutput(piece) {
			text += piece;
			// Reading falls behind writing.
			const until = performance.now() + 20;
			while (performance.now() < until) {
				// Busy.
			}
		},
	});
	t.equal(exitCode, 0);
	t.equal(text.split('\n').length, 3001);
});
