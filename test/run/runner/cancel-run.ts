import t from 'tap';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {PartialListError} from '../../../source/ports/partial-list-error.js';
import {type Platform} from '../../../source/ports/platform.js';
import {cancelRun, type CancelRunOptions} from '../../../source/run/runner/cancel-run.js';
import {describeUnstopped} from '../../../source/run/runner/describe-unstopped.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {endRun, gh} from '../../support/run-id.js';
import {getOwnId, type RunId} from '../../../source/core/run/run-id.js';

const invocation = {workflowName: 'flow', timestamp: '2026-03-01T12-00-00', id: 'id-1'};

/** A platform whose runs a test moves by hand. */
const createBench = (runs: readonly PlatformRun[], onCancel: (id: RunId, bench: {readonly runs: Map<RunId, PlatformRun>; readonly force: boolean}) => Promise<void> | void) => {
	const clock = createVirtualClock(0);
	const known = new Map(runs.map(run => [run.id, run]));
	const asked: string[] = [];
	const lists: number[] = [];
	let active = 0;
	let peak = 0;
	let listError: Error | undefined;
	const platform: Platform = {
		label: 'test',
		dispatch: async () => ({}),
		async listRuns() {
			lists.push(clock.now());
			if (listError !== undefined) {
				throw listError;
			}

			return [...known.values()];
		},
		async cancel(id, {force = false} = {}) {
			asked.push(`${getOwnId(id)}${force ? ' by force' : ''} at ${clock.now()}`);
			peak = Math.max(peak, ++active);
			try {
				await onCancel(id, {runs: known, force});
			} finally {
				active--;
			}
		},
		readRunLog: async () => undefined,
	};
	return {
		clock, asked, lists, platform, runs: known,
		getPeak: () => peak,
		failLists(error: Error | undefined) {
			listError = error;
		},
		start: async (options: Partial<CancelRunOptions> = {}) => cancelRun({
			platform, invocation, since: 0, clock, getRuns: () => runs, isOver: () => false, onEvents: () => undefined, ...options,
		}),
	};
};

const alive = (id: number): PlatformRun => ({id: gh(id), action: 'a', status: 'in_progress'});
const stop = (id: RunId, runs: Map<RunId, PlatformRun>) => {
	runs.set(id, {id, action: 'a', ...endRun('cancelled')});
};

t.test('a hundred runs are asked within two seconds, a few at a time', async t => {
	const ids = Array.from({length: 100}, (_, index) => index + 1);
	const bench = createBench(ids.map(id => alive(id)), async (id, {runs}) => {
		await bench.clock.sleep(150);
		stop(id, runs);
	});
	const cancelling = bench.start();
	await bench.clock.advance(2000);
	t.equal(bench.asked.length, 100);
	t.equal(bench.getPeak(), 10);
	await bench.clock.advance(15_000);
	t.same(await cancelling, {aliveRunIds: []});
	t.equal(bench.asked.length, 100, 'each once');
	t.equal(bench.clock.sleeperCount(), 0);
});

t.test('what a function dispatches as it is cancelled is stopped, too, also when every node is settled already', async t => {
	const bench = createBench([alive(1)], (id, {runs}) => {
		stop(id, runs);
		const next = Number(getOwnId(id)) + 1;
		if (next <= 4) {
			runs.set(gh(next), alive(next));
		}
	});
	const cancelling = bench.start({isOver: () => true});
	await bench.clock.advance(10_000);
	t.same(await cancelling, {aliveRunIds: []});
	t.same(bench.asked.map(line => line.split(' ')[0]), ['1', '2', '3', '4']);
});

t.test('a list that GitHub is late with does not end the cancel: a second empty one must follow some seconds later', async t => {
	const bench = createBench([alive(1)], (id, {runs}) => {
		stop(id, runs);
	});
	const cancelling = bench.start();
	await bench.clock.advance(2000);
	bench.runs.set(gh(2), alive(2));
	await bench.clock.advance(20_000);
	t.same(await cancelling, {aliveRunIds: []});
	t.same(bench.asked.map(line => line.split(' ')[0]), ['1', '2']);
});

t.test('a request that GitHub did not take is made again in a later round, not before its rate limit ends', async t => {
	let isLimited = true;
	const bench = createBench([alive(1)], (id, {runs}) => {
		if (isLimited) {
			isLimited = false;
			throw new FaasrTuiError('GitHub refused to cancel run 1.', {code: 'unreachable', rateLimit: {waitMs: 4000}});
		}

		stop(id, runs);
	});
	const cancelling = bench.start();
	await bench.clock.advance(20_000);
	t.same(await cancelling, {aliveRunIds: []});
	t.same(bench.asked, ['1 at 0', '1 at 4000']);
});

t.test('a run that ignores everything is forced once after 15 s, and said after a minute, with GitHub\'s last words', async t => {
	const bench = createBench([alive(1), alive(2)], (id, {runs, force}) => {
		if (force && id === gh(1)) {
			stop(id, runs);
		} else if (force) {
			throw new FaasrTuiError('GitHub failed to cancel run 2 (502).', {code: 'unreachable'});
		}
	});
	const cancelling = bench.start();
	await bench.clock.advance(62_000);
	const report = await cancelling;
	t.same(report, {aliveRunIds: [gh(2)], failure: 'GitHub failed to cancel run 2 (502).'});
	t.equal(bench.asked.filter(line => line.startsWith('1 by force')).length, 1);
	t.match(bench.asked.find(line => line.startsWith('1 by force')), /at 1[5-8]\d{3}$/);
	t.equal(describeUnstopped(report), 'Platform run 2 could not be stopped and is still alive: GitHub failed to cancel run 2 (502).');
	t.ok(bench.lists.length < 35, `${bench.lists.length} lists in a minute`);
});

t.test('a request without an answer keeps neither the lists nor the other runs waiting', async t => {
	const bench = createBench([alive(1)], async (id, {runs}) => {
		if (id === gh(1)) {
			await bench.clock.sleep(30_000);
			return;
		}

		stop(id, runs);
	});
	const cancelling = bench.start();
	bench.runs.set(gh(2), alive(2));
	await bench.clock.advance(7000);
	t.same(bench.asked.map(line => line.split(' ')[0]), ['1', '2']);
	stop(gh(1), bench.runs);
	await bench.clock.advance(20_000);
	t.same(await cancelling, {aliveRunIds: []});
});

t.test('a run that may be another invocation\'s is left alone unless it is known to be ours', async t => {
	const bench = createBench([{...alive(1), isGuess: true}, {...alive(2), isGuess: true}], (id, {runs}) => {
		stop(id, runs);
	});
	const cancelling = bench.start({isOurs: run => run.id === gh(2)});
	await bench.clock.advance(10_000);
	const report = await cancelling;
	t.same(report, {aliveRunIds: [], suspectRunIds: [gh(1)]}, 'and told');
	t.equal(describeUnstopped(report), 'Platform run 1 may belong to this run and was left alone: plain workflow files do not show it ("faasr-tui register" writes ones that do)');
	t.equal(describeUnstopped({aliveRunIds: [gh(3)], suspectRunIds: [gh(1), gh(2)]}), 'Platform run 3 could not be stopped and is still alive. Platform runs 1, 2 may belong to this run and were left alone: plain workflow files do not show it ("faasr-tui register" writes ones that do)');
	t.same(bench.asked, ['2 at 0']);
	const unknowing = bench.start();
	await bench.clock.advance(10_000);
	t.same(await unknowing, {aliveRunIds: [], suspectRunIds: [gh(1)]});
	t.equal(bench.asked.length, 1);
});

t.test('containers that outlive their jobs are told, once they were asked to stop', async t => {
	const waiting: PlatformRun = {...alive(1), status: 'queued'};
	const bench = createBench([waiting, {...alive(2), outlivesCancel: true}, {...alive(3), outlivesCancel: true}], (id, {runs}) => {
		if (id !== gh(3)) {
			stop(id, runs);
		}
	});
	const cancelling = bench.start();
	await bench.clock.advance(120_000);
	const report = await cancelling;
	t.match(report, {aliveRunIds: [gh(3)], outlivingRunIds: [gh(2)]});
	t.equal(describeUnstopped(report), 'Platform run 3 could not be stopped and is still alive. Platform run 2 was stopped, but its container may go on: the cluster ends no more than what started it');
	t.equal(describeUnstopped({aliveRunIds: [], outlivingRunIds: [gh(2), gh(3)]}), 'Platform runs 2, 3 were stopped, but their containers may go on: the cluster ends no more than what started them');
});

type Accounts = {readonly watched: PlatformRun; readonly listed: PlatformRun; readonly isAlive: boolean};

const accounts: Readonly<Record<string, Accounts>> = {
	'the watcher\'s, where the list is behind': {watched: {...alive(1), ...endRun('success')}, listed: alive(1), isAlive: false},
	'the list\'s, where the run was started again': {watched: {...alive(1), ...endRun('success')}, listed: {...alive(1), attempt: 2}, isAlive: true},
	'the list\'s, where the watcher is behind': {watched: {...alive(1), attempt: 2}, listed: {...alive(1), attempt: 2, ...endRun('success')}, isAlive: false},
};

for (const [title, {watched, listed, isAlive}] of Object.entries(accounts)) {
	t.test(`of two accounts of a run the later one counts: ${title}`, async t => {
		const bench = createBench([listed], () => undefined);
		const cancelling = bench.start({getRuns: () => [watched]});
		await bench.clock.advance(61_000);
		t.same((await cancelling).aliveRunIds, isAlive ? [gh(1)] : []);
	});
}

t.test('a list that GitHub refuses for a rate limit is not asked for before that ends', async t => {
	const bench = createBench([alive(1)], (id, {runs}) => {
		stop(id, runs);
	});
	bench.failLists(new FaasrTuiError('GitHub refused to list the runs.', {code: 'unreachable', rateLimit: {waitMs: 7000}}));
	const cancelling = bench.start();
	await bench.clock.advance(7500);
	bench.failLists(undefined);
	await bench.clock.advance(20_000);
	t.same(await cancelling, {aliveRunIds: []});
	t.same(bench.lists.slice(0, 2), [0, 8000]);
});

type Limit = {readonly rateLimit: {readonly waitMs?: number}; readonly endsAt: number; readonly asked: readonly string[]; readonly isStopped: boolean};

const refusal = 'GitHub refused to cancel run 1.';
const limits: Readonly<Record<string, Limit>> = {
	'that names no end is tried again after a minute, for once past the usual end': {rateLimit: {}, endsAt: 70_000, asked: ['1 at 0', '1 by force at 61000'], isStopped: true},
	'that ends too late to be waited for is said after a minute': {rateLimit: {waitMs: 600_000}, endsAt: 61_000, asked: ['1 at 0'], isStopped: false},
};

for (const [title, {rateLimit, endsAt, asked, isStopped}] of Object.entries(limits)) {
	t.test(`a rate limit ${title}`, async t => {
		const bench = createBench([alive(1)], (id, {runs, force}) => {
			if (!force) {
				throw new FaasrTuiError(refusal, {code: 'unreachable', rateLimit});
			}

			stop(id, runs);
		});
		const cancelling = bench.start();
		await bench.clock.advance(endsAt);
		t.same(await cancelling, isStopped ? {aliveRunIds: []} : {aliveRunIds: [gh(1)], failure: refusal});
		t.same(bench.asked, asked);
	});
}

t.test('where no list was ever answered it is not known whether anything is alive, and that is said', async t => {
	const bench = createBench([], () => undefined);
	bench.failLists(new Error('no connection\n  at the socket'));
	const cancelling = bench.start();
	await bench.clock.advance(61_000);
	const report = await cancelling;
	t.same(report, {aliveRunIds: [], failure: 'no connection', isUnknown: true});
	t.equal(describeUnstopped(report), 'It is not known whether anything of the run is still alive: no connection');
	t.equal(describeUnstopped({aliveRunIds: [], isUnknown: true}), 'It is not known whether anything of the run is still alive');
});

t.test('a platform that has nothing new to tell has nothing that is alive', async t => {
	const bench = createBench([], () => undefined);
	const cancelling = bench.start({platform: {...bench.platform, listRuns: async () => undefined}});
	await bench.clock.advance(6000);
	t.same(await cancelling, {aliveRunIds: []});
});

t.test('lists that fail are no empty lists; the cancel ends when they answer again, or when the user will not wait', async t => {
	const bench = createBench([alive(1)], (id, {runs}) => {
		stop(id, runs);
	});
	bench.failLists(new Error('no connection'));
	const cancelling = bench.start();
	await bench.clock.advance(8000);
	bench.failLists(undefined);
	await bench.clock.advance(8000);
	t.same(await cancelling, {aliveRunIds: []});
	const forceExit = new AbortController();
	bench.failLists(new Error('no connection'));
	const given = bench.start({signal: forceExit.signal});
	await bench.clock.advance(100);
	forceExit.abort(new Error('again'));
	await bench.clock.advance(0);
	t.same(await given, {aliveRunIds: [gh(1)], failure: 'no connection'});
	t.equal(bench.clock.sleeperCount(), 0);
});

t.test('runs of the repositories that can be listed are stopped although others cannot, and that is said', async t => {
	const bench = createBench([], (id, {runs}) => {
		stop(id, runs);
	});
	bench.runs.set(gh(7), alive(7));
	const away = new FaasrTuiError('No repository else/where.', {code: 'unreachable'});
	const cancelling = bench.start({platform: {...bench.platform, async listRuns() {
		throw new PartialListError(away, [...bench.runs.values()]);
	}}});
	await bench.clock.advance(120_000);
	t.same(await cancelling, {aliveRunIds: [], failure: 'No repository else/where.', isUnknown: true});
	t.same(bench.asked, ['7 at 0']);
});

t.test('many unstopped runs are told in one line', async t => {
	t.equal(describeUnstopped({aliveRunIds: []}), undefined);
	t.equal(describeUnstopped({aliveRunIds: [gh(1), gh(2), gh(3), gh(4), gh(5), gh(6), gh(7)]}), 'Platform runs 1, 2, 3, 4, 5 and 2 more could not be stopped and are still alive');
});

t.test('told to, it asks by force at once, each run once and those found later, too', async t => {
	const forcing = new AbortController();
	const bench = createBench([alive(1), alive(2)], (id, {runs, force}) => {
		if (force) {
			stop(id, runs);
			if (id === gh(1)) {
				runs.set(gh(3), alive(3));
			}
		}
	});
	const cancelling = bench.start({forceSignal: forcing.signal});
	await bench.clock.advance(2500);
	t.same(bench.asked, ['1 at 0', '2 at 0'], 'kindly first, and once');
	forcing.abort();
	await bench.clock.advance(20_000);
	t.same(bench.asked.slice(2), ['1 by force at 2500', '2 by force at 2500', '3 by force at 3000']);
	t.same(await cancelling, {aliveRunIds: []});
});

t.test('what has not stopped when waiting is given up is asked by force, also where the first request has no answer yet', async t => {
	for (const isAnswered of [true, false]) {
		const bench = createBench([alive(1)], async (_id, {force}) => {
			if (!force && !isAnswered) {
				await bench.clock.sleep(30_000);
			}
		});
		const forceExit = new AbortController();
		const cancelling = bench.start({signal: forceExit.signal});
		await bench.clock.advance(2000);
		forceExit.abort();
		await bench.clock.advance(1100);
		const report = await cancelling;
		t.same(report, {aliveRunIds: [gh(1)]});
		t.same(bench.asked, ['1 at 0', '1 by force at 2000']);
		t.equal(describeUnstopped(report, true), 'Platform run 1 has not stopped yet');
	}

	t.equal(describeUnstopped({aliveRunIds: [gh(1), gh(2)]}, true), 'Platform runs 1, 2 have not stopped yet');
});

t.test('the platform is left a second for what is asked last, and nothing is asked where the session was stopped', async t => {
	const bench = createBench([alive(1)], async () => bench.clock.sleep(30_000));
	const forceExit = new AbortController();
	const cancelling = bench.start({signal: forceExit.signal});
	await bench.clock.advance(100);
	forceExit.abort();
	await bench.clock.advance(1000);
	t.same(await cancelling, {aliveRunIds: [gh(1)]});
	const stopped = new AbortController();
	const stopping = bench.start({stopSignal: stopped.signal});
	await bench.clock.advance(100);
	stopped.abort();
	await bench.clock.advance(1);
	t.same(await stopping, {aliveRunIds: [gh(1)]});
	t.equal(bench.asked.filter(line => line.includes('force')).length, 1);
});

t.test('once every node is settled, the second list does not wait for the rest of its five seconds', async t => {
	let isOver = false;
	const bench = createBench([alive(1)], (id, {runs}) => {
		stop(id, runs);
	});
	const cancelling = bench.start({isOver: () => isOver});
	await bench.clock.advance(1200);
	isOver = true;
	await bench.clock.advance(10_000);
	t.same(await cancelling, {aliveRunIds: []});
	t.ok(bench.lists.length === 2 && bench.lists[1]! <= 2000, `lists at ${bench.lists.join(', ')} ms`);
});
