import {type FakeState, type FakeStore, fakeInvocation} from '../../screen/create-fake-store.js';

export const actions = ['create_input', 'compute_py', 'compute_r', 'check_condition', 'run_true', 'run_false', 'after_false', 'fan_out(5)', 'collect', 'final_check'];

const running = {outcome: 'RUNNING', invocation: fakeInvocation} as const;

/** A run in the middle: something of every status. */
export const getMiddle = (now: number): FakeState => ({
	...running,
	triggeredAt: now - 34_600,
	nodes: {
		create_input: {status: 'COMPLETED', startedAt: now - 33_000, endedAt: now - 31_000, reason: 'completed'},
		compute_py: {status: 'COMPLETED', startedAt: now - 30_000, endedAt: now - 15_800, reason: 'completed'},
		compute_r: {status: 'COMPLETED', startedAt: now - 30_000, endedAt: now - 12_300, reason: 'completed'},
		check_condition: {status: 'COMPLETED', startedAt: now - 12_000, endedAt: now - 11_000, sentence: 'It returned True.', reason: 'completed'},
		run_true: {status: 'RUNNING', startedAt: now - 10_000},
		run_false: {status: 'NOT_INVOKED', sentence: 'check_condition returned True.', reason: 'branch-not-taken'},
		after_false: {status: 'NOT_INVOKED', sentence: 'Every way to it has ended.', reason: 'branch-not-taken'},
		'fan_out(1)': {status: 'COMPLETED', startedAt: now - 9000, endedAt: now - 2000, reason: 'completed'},
		'fan_out(2)': {status: 'FAILED', startedAt: now - 9000, endedAt: now - 4000, sentence: 'ValueError: table has no column "temp" (executor.py).', reason: 'function-error'},
		'fan_out(3)': {status: 'RUNNING', startedAt: now - 9000},
		'fan_out(4)': {status: 'INVOKED', sentence: 'Invoked by check_condition, its run is queued.'},
		'fan_out(5)': {status: 'INVOKED', sentence: 'Invoked by check_condition, its run is queued.'},
		collect: {status: 'SKIPPED', sentence: 'It waits for fan_out(2), which failed.', reason: 'upstream-failed'},
	},
});

/** The same run when it has ended. */
export const getEnd = (now: number): FakeState => {
	const middle = getMiddle(now);
	return {
		...middle,
		outcome: 'FAILED',
		endedAt: now,
		nodes: {
			...middle.nodes,
			run_true: {status: 'COMPLETED', startedAt: now - 10_000, endedAt: now - 1000, reason: 'completed'},
			'fan_out(3)': {status: 'COMPLETED', startedAt: now - 9000, endedAt: now - 1000, reason: 'completed'},
			'fan_out(4)': {status: 'CANCELLED', sentence: 'Cancelled by you.', reason: 'cancelled-by-user'},
			'fan_out(5)': {status: 'TIMEOUT', startedAt: now - 8000, endedAt: now, sentence: 'Nothing new for 2m00s.', reason: 'no-change'},
			final_check: {status: 'SKIPPED', sentence: 'It waits for collect, which was skipped.', reason: 'upstream-failed'},
		},
	};
};

/** Writes the log of the failing node and some others. */
export const addLogs = (store: FakeStore): void => {
	const info = (node: string, seconds: number, source: string, message: string) => ({
		node, seconds, level: 'INFO' as const, source, message, text: `[${seconds}] [INFO] [${source}] ${message}`,
	});
	store.addLogs(
		{...info('create_input', 0.1, 'log.py', 'Log succesfully uploaded'), level: 'DEBUG', isNoise: true},
		info('create_input', 0.2, 'executor.py', 'Starting server on localhost port 18000'),
		info('create_input', 1.5, 'log.py', 'wrote 1000 rows to input.csv'),
		info('create_input', 2.1, 'executor.py', 'Finished execution of create_input with result None'),
		info('compute_py', 3.2, 'log.py', 'reading input.csv'),
		{...info('compute_r', 3.3, 'log.py', 'column 3 has 2 empty cells'), level: 'WARNING'},
		info('fan_out(2)', 0.4, 'log.py', 'reading part 2 of 5'),
		{...info('fan_out(2)', 4.8, 'executor.py', 'ValueError: table has no column "temp"'), level: 'ERROR'},
		{node: 'fan_out(2)', message: 'Traceback (most recent call last):'},
		{node: 'fan_out(2)', message: '  File "fan_out.py", line 12, in fan_out'},
		{node: 'fan_out(2)', message: '    column = table["temp"]'},
		{node: 'fan_out(2)', message: 'ValueError: table has no column "temp"'},
		info('run_true', 5.2, 'log.py', 'the condition held'),
	);
};
