import t, {type Test} from 'tap';
import {runBin} from '../../fixtures/cli/run-bin.js';
import {writeFlakyWorkflow} from '../../fixtures/resume/flaky-workflow.js';

// Real processes, several one after the other.
t.setTimeout(240_000);

const start = (t: Test) => {
	const folder = t.testdir({});
	const flaky = writeFlakyWorkflow(folder, {a: ['b', 'c'], b: ['d'], c: ['d'], d: []}, ['b']);
	const local = ['--local', '--data-dir', `${folder}/data`];
	return {...flaky, local, tell: async (command: readonly string[], flags: readonly string[] = []) => runBin([...command, flaky.file, ...local, ...flags])};
};

t.test('a failed run on this machine: listed, watched, its logs read, its resume planned, and resumed, each by a process of its own', async t => {
	const {tell, mend} = start(t);
	const first = await tell([], ['--ci']);
	t.equal(first.code, 1);

	const listed = await tell(['ls'], ['--json']);
	t.equal(listed.code, 0);
	const [entry] = JSON.parse(listed.stdout) as ReadonlyArray<Record<string, unknown>>;
	t.match(entry, {workflow: 'Tiny', outcome: 'FAILED', durationMs: Number});
	t.match((await tell(['ls'])).stdout, /^TIME +OUTCOME +DURATION +INVOCATION ID\n\S+ +FAILED +\S+ +[\da-f-]{36}\n$/u);

	const watched = await tell(['watch'], ['--ci', '--invocation-id', '@latest']);
	t.equal(watched.code, 1);
	t.match(watched.stdout, /b is broken/u);
	t.match(watched.stdout.trimEnd().split('\n').at(-1), /^\[FAILED\] /u);

	const invocationId = String(entry?.['invocationId']);
	const logs = await tell(['logs'], ['--invocation-id', invocationId, '--function', 'b']);
	t.equal(logs.code, 0);
	t.match(logs.stdout, /^this is b$/mu);
	t.match(logs.stdout, /b is broken/u);
	t.notMatch(logs.stdout, 'this is c');
	t.match((await tell(['logs'], ['--invocation-id', '@latest'])).stdout, /^c \| this is c$/mu);

	const planned = await tell(['resume'], ['--invocation-id', invocationId, '--dry-run']);
	t.equal(planned.code, 0);
	t.match(planned.stdout, /dispatch +b\n +run again +b, d\n +keep +a, c\n +delete +d\.candidate, d\/lock, d\/flag\/, function_completions\/b\.done, function_completions\/d\.done\n/u);

	mend();
	const resumed = await tell(['resume'], ['--ci', '--invocation-id', invocationId]);
	t.equal(resumed.code, 0, resumed.stdout + resumed.stderr);
	t.match(resumed.stdout.trimEnd().split('\n').at(-1), /^\[COMPLETED\] completed=4 /u);
	const after = JSON.parse((await tell(['ls'], ['--json'])).stdout) as readonly unknown[];
	t.match(after, [{invocationId, outcome: 'COMPLETED'}]);
	t.equal(after.length, 1);
	t.equal((await tell(['watch'], ['--ci', '--invocation-id', invocationId])).code, 0);

	const refused = await tell(['resume'], ['--ci', '--invocation-id', invocationId]);
	t.equal(refused.code, 2);
	t.match(refused.stderr, /cannot be resumed: Nothing failed/u);
	const entryRefused = await tell(['resume'], ['--invocation-id', invocationId, '--function', 'a', '--dry-run']);
	t.equal(entryRefused.code, 2);
	t.match(entryRefused.stderr, /entry action/u);
});

t.test('an id nobody has used is refused with exit code 2', async t => {
	const {tell} = start(t);
	for (const command of ['watch', 'logs', 'resume']) {
		const {code, stderr} = await tell([command], ['--invocation-id', 'nobody']);
		t.equal(code, 2, command);
		t.match(stderr, /no invocation "nobody"/u);
	}
});
