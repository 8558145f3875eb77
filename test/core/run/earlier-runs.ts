import t from 'tap';
import {type LogFacts} from '../../../source/core/log/log-facts.js';
import {isEarlierRun, rankRuns} from '../../../source/core/run/earlier-runs.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {endRun, gh} from '../../support/run-id.js';

const fan = createTinyWorkflow({a: ['r(3)'], r: ['z'], z: []});
const again = {resumed: {attempts: 1, isDispatched: true}};

const list = (count: number, action = 'r'): readonly PlatformRun[] =>
	Array.from({length: count}, (_, index) => ({id: gh(index + 1), action, ...endRun('success')}));

for (const [title, runs, resumed, ranks] of [
	['the runs of a resume have the ranks that it dispatched, in their order', list(5), ['r(1)', 'r(3)'], [1, 2, 3, 1, 3]],
	['another number of them cannot be told apart', list(6), ['r(1)', 'r(3)'], Array.from({length: 6}).fill(undefined)],
	['without a resume they are told by their order elsewhere', list(3), [], [undefined, undefined, undefined]],
	['other actions have none', list(2, 'z'), ['r(1)'], [undefined, undefined]],
] as const) {
	t.test(title, async t => {
		t.same(rankRuns([...runs].reverse(), new Map(resumed.map(id => [id, again])), fan).toReversed().map(({rank}) => rank), ranks);
	});
}

const facts: LogFacts = {sizeBytes: 1, attempts: 2, seconds: 5, invoked: {}, hasNoTriggers: false, warnings: []};
const run: PlatformRun = {id: gh(1), action: 'b', status: 'completed', createdAt: 10_000, endedAt: 20_000};

for (const [title, change, given, expected] of [
	['one that was over before the latest attempt began', {}, {}, true],
	['the latest attempt\'s own', {endedAt: 101_000}, {}, false],
	['one of which only the creation is known', {endedAt: undefined}, {}, true],
	['one without any time', {endedAt: undefined, createdAt: undefined}, {}, false],
	['one that is alive', {status: 'in_progress'}, {}, false],
	['before an attempt that has not shown yet: what was created before the log ended', {endedAt: 110_000}, {attempts: 2}, true],
	['and what was created after it', {createdAt: 120_000, endedAt: 130_000}, {attempts: 2}, false],
	['of a node that does not run again', {action: 'a'}, {}, false],
	['of a log that nobody knows the time of', {}, {writtenAt: undefined}, false],
	['of a node without a log', {}, {log: undefined}, false],
] as ReadonlyArray<readonly [string, Partial<PlatformRun>, {readonly attempts?: number; readonly log?: LogFacts | undefined; readonly writtenAt?: number | undefined}, boolean]>) {
	t.test(`a platform run of an earlier attempt: ${title}`, async t => {
		const {attempts, log, writtenAt} = {attempts: 1, log: facts, writtenAt: 100_000, ...given};
		t.equal(isEarlierRun({...run, ...change}, {
			attempts: new Map([['b', {resumed: {attempts, isDispatched: true}}]]), logs: new Map(log === undefined ? [] : [['b', log]]), getWrittenAt: () => writtenAt,
		}), expected);
	});
}
