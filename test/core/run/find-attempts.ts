import t from 'tap';
import {type LogFacts} from '../../../source/core/log/log-facts.js';
import {findAttempts} from '../../../source/core/run/find-attempts.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {createTinyDocument, createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {endRun, gh} from '../../support/run-id.js';

const blank: LogFacts = {sizeBytes: 1, attempts: 1, seconds: 1, invoked: {}, hasNoTriggers: false, warnings: []};
const failure = {message: 'boom', source: 'executor.py', traceback: []};
const dispatchFailure = {message: 'Forbidden', source: 'scheduler.py', traceback: []};
const ended: Partial<LogFacts> = {result: 'None'};

const diamond = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: ['e'], e: []});
const fan = createTinyWorkflow({a: ['r(3)'], r: ['z'], z: []});
const both = createTinyWorkflow({a: ['b', 'd'], b: ['c'], c: ['d'], d: []});
const wide = createTinyWorkflow({a: ['b', 'c'], b: [], c: []});

const kubernetes = (() => {
	const document = createTinyDocument({a: ['b'], b: []});
	const text = JSON.stringify({...document, ComputeServers: {GH: {
		FaaSType: 'Kubernetes', Endpoint: 'https://k.example.org', Namespace: 'default', UseSecretStore: false,
	}}});
	const {workflow} = parseWorkflow(text);
	return workflow!;
})();

type Logs = Readonly<Record<string, Partial<LogFacts>>>;

const vain = createTinyWorkflow({a: ['c', 'e', {True: ['b'], False: ['d']}], b: ['c'], c: ['e'], d: ['e'], e: []});
const vainer = createTinyWorkflow({a: ['c', 'e', 'g', {True: ['b'], False: ['d']}], b: ['c'], c: ['e'], d: ['e'], e: ['g'], g: []});
const bothAnswers = createTinyWorkflow({a: ['f', {True: ['d'], False: ['d']}], d: [], f: []});
const inVain: Logs = {a: {result: 'False', invoked: {c: 1}, dispatchFailure}, d: {...ended, invoked: {e: 1}}};

const describe = (workflow: typeof diamond, logs: Logs, markers: string, runs: readonly PlatformRun[] = []): string => {
	const attempts = findAttempts({
		workflow, logs: new Map(Object.entries(logs).map(([id, facts]) => [id, {...blank, ...facts}])), markers: new Set(markers.split(' ')), runs,
	});
	return [...attempts].map(([id, {resumed, redispatched}]) => resumed === undefined
		? `${id} redispatched ${redispatched?.join(' ')}`
		: `${id} ${resumed.attempts}${resumed.isDispatched ? ' dispatched' : ''}`).join(', ');
};

const red: PlatformRun = {id: gh(1), action: 'a', ...endRun('failure')};
const queued: PlatformRun = {id: gh(2), action: 'c', status: 'queued'};
const half: Logs = {a: {result: 'None', invoked: {b: 1}, dispatchFailure}, b: ended};

for (const [title, attempts, expected] of [
	['a run that nobody resumed', describe(diamond, {a: ended, b: ended, c: ended, d: ended, e: ended}, 'a b c d e'), ''],
	['one that is at work', describe(diamond, {a: ended, b: {}}, 'a'), ''],
	['a function that died without a marker', describe(diamond, {a: ended, b: {failure}, c: ended}, 'a c'), ''],
	['a second attempt', describe(diamond, {a: ended, b: {attempts: 2, ...ended}, c: ended, d: ended}, 'a b c d'), 'b 1 dispatched'],
	['a second attempt and what ran behind it again', describe(diamond, {a: ended, b: {attempts: 2, ...ended}, c: ended, d: {attempts: 2, ...ended}}, 'a b c d'), 'b 1 dispatched, d 1'],
	['a second attempt that failed, and what ran behind the first', describe(diamond, {a: ended, b: {attempts: 2, failure}, c: ended, d: ended, e: ended}, 'a b c'), 'b 1 dispatched, d 1, e 1'],
	['an attempt that was begun anew and has not shown yet', describe(diamond, {a: ended, b: ended, c: ended, d: ended}, 'a c'), 'b 1 dispatched, d 1'],
	['the same of one that had raised: its join proves that it had a marker', describe(diamond, {a: ended, b: {failure}, c: ended, d: ended}, 'a c'), 'b 1 dispatched, d 1'],
	['a second attempt that died: its own log counts', describe(diamond, {a: ended, b: {attempts: 2}, c: ended, d: ended}, 'a c'), 'b 1 dispatched, d 1'],
	['markers that somebody removed, the entry action\'s too', describe(diamond, {a: ended, b: ended, c: ended}, ''), ''],
	['a rank', describe(fan, {a: ended, 'r(1)': ended, 'r(2)': {attempts: 2, failure}, 'r(3)': ended, z: ended}, 'a r(1) r(2) r(3)'), 'r(2) 1 dispatched, z 1'],
	['a job that Kubernetes repeated by itself', describe(kubernetes, {a: {attempts: 2, ...ended}, b: {attempts: 3, ...ended}}, 'a b'), ''],
	['dispatches that were refused', describe(wide, half, 'a b'), ''],
	['and that a resume made', describe(wide, {...half, c: {}}, 'a b'), 'a redispatched c'],
	['and that shows on the platform only', describe(wide, half, 'a b', [queued]), 'a redispatched c'],
	['and that may be another\'s', describe(wide, half, 'a b', [{...queued, isGuess: true}]), ''],
	['a container that died between its dispatches', describe(wide, {...half, a: {result: 'None', invoked: {b: 1}}, c: {}}, 'a b', [red]), 'a redispatched c'],
	['one that is at its dispatches', describe(wide, {...half, a: {result: 'None', invoked: {b: 1}}, c: {}}, 'a b', [{...red, ...endRun('success')}]), ''],
	['one whose function failed', describe(wide, {...half, a: {failure, ...ended}, c: {}}, 'a b', [red]), ''],
	['ranks of which some were refused', describe(fan, {a: {result: 'None', invoked: {r: 1}, dispatchFailure}, 'r(1)': ended, 'r(3)': {}}, 'a r(1)', [{id: gh(4), action: 'r', rank: 2, status: 'queued'}]), 'a redispatched r(2) r(3)'],
	['a join that one of its ranks was refused, and that the others\' arrivals ran', describe(fan, {a: ended, 'r(1)': {result: 'None', dispatchFailure}, 'r(2)': {...ended, invoked: {z: 1}}, 'r(3)': {...ended, invoked: {z: 1}}, z: ended}, 'a r(1) r(2) r(3) z', [2, 3, 3].map(id => ({id: gh(id), action: 'z', ...endRun('success')}))), ''],
	['a join that was refused and that a resume dispatched: it has a run more', describe(fan, {a: ended, 'r(1)': {result: 'None', dispatchFailure}, 'r(2)': {...ended, invoked: {z: 1}}, 'r(3)': {...ended, invoked: {z: 1}}, z: ended}, 'a r(1) r(2) r(3) z', [2, 3, 4].map(id => ({id: gh(id), action: 'z', ...endRun('success')}))), 'r(1) redispatched z'],
	['a join that was refused: another arrival may have made its platform run', describe(diamond, {a: ended, b: {result: 'None', dispatchFailure}, c: ended}, 'a b c', [{id: gh(4), action: 'd', ...endRun('success')}]), ''],
	['a join that was refused, downstream of what a resume dispatched: that invokes it', describe(diamond, {a: {result: 'None', invoked: {c: 1}, dispatchFailure}, b: {...ended, invoked: {d: 1}}, c: {...ended, invoked: {d: 1}}, d: ended}, 'a b c d'), 'a redispatched b'],
	['all of that downstream of it', describe(both, {a: {result: 'None', dispatchFailure}, b: {...ended, invoked: {c: 1}}, c: {...ended, invoked: {d: 1}}, d: ended}, 'a b c d'), 'a redispatched b d'],
	['a join that was refused and runs again', describe(diamond, {a: ended, b: {result: 'None', dispatchFailure}, c: ended, d: {attempts: 2, ...ended}}, 'a b c d'), 'd 1 dispatched, b redispatched d'],
	['one that another arrival ran, where a resume ran something else again', describe(diamond, {a: ended, b: {result: 'None', dispatchFailure}, c: ended, d: ended, e: {attempts: 2, ...ended}}, 'a b c d e'), 'e 1 dispatched, b redispatched d'],
	['the same where that left nothing on S3, and has a run more', describe(diamond, {a: ended, b: {result: 'None', dispatchFailure}, c: ended, d: ended}, 'a b c d', [5, 6].map(id => ({id: gh(id), action: 'e', ...endRun('failure')}))), 'b redispatched d'],
	['a join that was refused, and that what a resume dispatched invokes in vain', describe(vain, inVain, 'a d'), 'a redispatched e d'],
	['one downstream of such a join, which nobody invokes: what was dispatched ran all the same', describe(vainer, inVain, 'a d'), 'd 0 dispatched'],
	['the same where that runs for the second time', describe(vainer, {...inVain, d: {...inVain['d'], attempts: 2}}, 'a d'), 'd 1 dispatched'],
	['one that both answers lead to: nobody else can have invoked it', describe(bothAnswers, {a: {result: 'True', dispatchFailure}, d: ended}, 'a d'), 'd 0 dispatched'],
	['and where nothing tells of a resume', describe(diamond, {a: ended, b: {result: 'None', dispatchFailure}, c: ended, d: ended, e: ended}, 'a b c d e', [5].map(id => ({id: gh(id), action: 'e', ...endRun('failure')}))), ''],
] as const) {
	t.test(title, async t => {
		t.equal(attempts, expected);
	});
}
