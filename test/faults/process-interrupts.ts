import t, {type Test} from 'tap';
import {createEvent} from '../support/create-event.js';
import {startRunCi} from '../support/faults/in-process-run.js';
import {startOwnGithub} from '../support/preflight/start-own-github.js';
import {createFakeCloud, startLine, writeDocument} from '../support/runner/fake-cloud.js';
import {createInterrupt} from '../../source/commands/run/stop-policy.js';
import {type StopSignal} from '../../source/ports/errors/exit-codes.js';
import {WorkflowRunner} from '../../source/run/runner/workflow-runner.js';
import {endRun} from '../support/run-id.js';

// Real servers on a machine that may be busy.
t.setTimeout(120_000);

/** A GitHub that takes a dispatch and answers when it is told to; nothing of it ever gets a runner. */
const startSlowGithub = async (t: Test) => {
	const asked = createEvent();
	const answer = createEvent();
	const cancelled: string[] = [];
	const github = await startOwnGithub(t, {async answer({path}) {
		if (path.endsWith('/dispatches')) {
			asked.tell();
			await answer.happened;
		}

		if (path.endsWith('/cancel')) {
			cancelled.push(path);
		}

		return undefined;
	}, parallelism: 0});
	t.teardown(answer.tell);
	return {github, asked, answer, cancelled};
};

for (const [signal, exitCode] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
	t.test(`${signal} twice while GitHub does not answer the dispatch: the end at once, how to find a run that started all the same, exit code ${exitCode}`, async t => {
		const {github, asked} = await startSlowGithub(t);
		const {stdout, stderr, sendSignal, ended} = startRunCi(github.file, {env: github.env});
		await asked.happened;
		sendSignal(signal);
		sendSignal(signal);
		t.same(await ended, {exitCode});
		t.match(stdout.read(), `${signal}: cancelling what runs (again to exit at once)`);
		t.match(stderr.read(), /^✖ faasr-tui did not wait for the answer to the dispatch of write; the run may have started anyway\. If it did, "faasr-tui watch" shows it with --invocation-id [\da-f-]{36}[^\n]*\n$/u);
	});
}

t.test('SIGINT while GitHub does not answer the dispatch: the run is cancelled as soon as it is known, exit code 130', async t => {
	const {github, asked, answer, cancelled} = await startSlowGithub(t);
	const {stdout, stderr, sendSignal, ended} = startRunCi(github.file, {env: github.env});
	await asked.happened;
	sendSignal('SIGINT');
	answer.tell();
	t.same(await ended, {exitCode: 130}, stderr.read());
	t.equal(cancelled.length, 1);
	t.match(stdout.read().trimEnd().split('\n').at(-1), /^\[CANCELLED\] cancelled=2 /u);
});

t.test('SIGINT during a cancel that GitHub refuses: what is still alive is said with the reason, exit code 130', async t => {
	let askedCount = 0;
	const refused = createEvent();
	const github = await startOwnGithub(t, {answer({path}) {
		if (!path.endsWith('cancel')) {
			return undefined;
		}

		// Asked for the second time, it has read the first answer.
		if (++askedCount === 2) {
			refused.tell();
		}

		return {status: 403, json: {message: 'Resource not accessible by personal access token'}};
	}, parallelism: 0});
	const {stdout, sendSignal, ended} = startRunCi(github.file, {env: github.env});
	await stdout.waitFor('Triggered');
	sendSignal('SIGINT');
	await refused.happened;
	sendSignal('SIGINT');
	t.same(await ended, {exitCode: 130});
	t.match(stdout.read(), /SIGINT again: not waiting for the platform\n[^]* Platform run \d+ could not be stopped and is still alive: GitHub refused to cancel run \d+ of someone\/some-repo: the token may not do that \(403 Resource not accessible/u);
	t.match(stdout.read().trimEnd().split('\n').at(-1), /^\[CANCELLED\] cancelled=2 /u);
});

t.test('SIGTERM leaves a run alone that is only watched, exit code 143', async t => {
	const {github, cancelled, answer} = await startSlowGithub(t);
	answer.tell();
	const {stdout, sendSignal, ended} = startRunCi(github.file, {
		env: github.env, isWatching: true, begin: async runner => runner.triggerWorkflow(),
	});
	await stdout.waitFor('Triggered');
	sendSignal('SIGTERM');
	t.same(await ended, {exitCode: 143});
	t.match(stdout.read(), 'SIGTERM: no longer watching, the run continues');
	t.same(cancelled, []);
});

t.test('a bug that surfaces where nobody waits for it ends a run in a pipeline with everything cleaned up, and no verdict after it', async t => {
	const {github, answer} = await startSlowGithub(t);
	answer.tell();
	const {stdout, crash, ended} = startRunCi(github.file, {env: github.env, reporters: ['json']});
	await stdout.waitFor('"outcome":"RUNNING"');
	const bug = new TypeError('x is not a function');
	crash(bug);
	t.same(await ended, {error: bug});
	t.match(JSON.parse(stdout.read().trimEnd().split('\n').at(-1)!), {type: 'error', code: 'bug', exitCode: 70});
});

/** What Ctrl+C and signals do on the screen, over a platform that a test moves. */
const openInterrupt = async (t: Test, {isWatching = false} = {}) => {
	const fake = createFakeCloud();
	const answer = createEvent();
	const asked = createEvent();
	const {dispatch} = fake.cloud.platform;
	const cloud = {...fake.cloud, platform: {...fake.cloud.platform, async dispatch(...[request, options]: Parameters<typeof dispatch>) {
		asked.tell();
		const given = new Promise<never>((_resolve, reject) => {
			options?.signal?.addEventListener('abort', () => {
				reject(options.signal!.reason as Error);
			});
		});
		await Promise.race([answer.happened, given]);
		return dispatch(request, options);
	}}};
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir({}), {a: []}), cloud, checkInterval: 0.05});
	t.teardown(async () => runner.cleanup());
	const closed = createEvent();
	const tasks: Array<Promise<unknown>> = [];
	const interrupt = createInterrupt({
		runner, isWatching, close: closed.tell,
		startTask(task) {
			tasks.push(Promise.allSettled([task()]));
		},
	});
	return {...fake, runner, asked, answer, closed, interrupt};
};

const send = ({interrupt}: {readonly interrupt: ReturnType<typeof createInterrupt>}, ...names: readonly StopSignal[]): void => {
	for (const name of names) {
		interrupt.onSignal(name);
	}
};

t.test('on the screen Ctrl+C during an unanswered dispatch waits and cancels what came of it; a second one leaves at once and says how to find it', async t => {
	const patient = await openInterrupt(t);
	const triggering = patient.runner.triggerWorkflow();
	await patient.asked.happened;
	patient.onCancel(id => {
		patient.setRun(id, {...endRun('cancelled')});
	});
	send(patient, 'SIGINT');
	patient.answer.tell();
	await triggering;
	await patient.closed.happened;
	t.same(patient.cancelled, [100]);
	t.equal(patient.runner.store.getSnapshot().outcome, 'CANCELLED');

	const hasty = await openInterrupt(t);
	const giving = t.rejects(hasty.runner.triggerWorkflow(), {code: 'cancelled'});
	await hasty.asked.happened;
	send(hasty, 'SIGINT', 'SIGINT');
	await hasty.closed.happened;
	await giving;
	await hasty.runner.cleanup();
	t.same(hasty.dispatched, []);
	t.match(hasty.interrupt.getUnstopped(), /did not wait for the answer to the dispatch of \w+; the run may have started anyway\. If it did, "faasr-tui watch" shows it with --invocation-id/u);
});

t.test('a window that is closed tells of it twice, and still what runs is cancelled; a run that is only watched is left alone', async t => {
	const closing = await openInterrupt(t);
	closing.answer.tell();
	await closing.runner.triggerWorkflow();
	closing.write('a', [startLine]);
	closing.onCancel(id => {
		closing.setRun(id, {...endRun('cancelled')});
	});
	send(closing, 'SIGHUP', 'SIGHUP');
	await closing.closed.happened;
	t.same(closing.cancelled, [100]);
	t.equal(closing.runner.store.getSnapshot().outcome, 'CANCELLED');

	const watching = await openInterrupt(t, {isWatching: true});
	watching.answer.tell();
	await watching.runner.triggerWorkflow();
	send(watching, 'SIGINT');
	await watching.closed.happened;
	t.same(watching.cancelled, []);
	t.equal(watching.interrupt.getSignal(), 'SIGINT');
});
