import fs from 'node:fs';
import t from 'tap';
import {type WorkflowDocument} from '../../source/core/workflow/document.js';
import {type Fate} from '../support/simulation/fates.js';
import {playInvocation} from '../support/simulation/play-invocation.js';
import {clearWeather, drawScenario, type Scenario} from '../support/simulation/scenario.js';
import {createTimeline} from '../support/simulation/timeline.js';
import {createWorld} from '../support/simulation/world.js';

/** One thing that S3 or GitHub saw, of a recorded run or of a simulated one. */
type Seen = {readonly at: number; readonly subject: string; readonly what: string};

type TraceLine = {readonly ms: number} & (
	| {readonly op: 'put' | 'delete'; readonly key: string; readonly body?: string}
	| {readonly op: 'run'; readonly id: number; readonly workflow: string; readonly status: string; readonly conclusion?: string}
	| {readonly op: 'note'}
);

const folder = new URL('../support/', import.meta.url);

const readDocument = (name: string): WorkflowDocument => JSON.parse(fs.readFileSync(new URL(name, folder), 'utf8')) as WorkflowDocument;

const readTrace = (name: string): readonly TraceLine[] => fs.readFileSync(new URL(`traces/${name}.ndjson`, folder), 'utf8')
	.split('\n').filter(line => line !== '').map(line => JSON.parse(line) as TraceLine);

/** What an object is: `end` and `lock`; flags have numbers that mean nothing. */
const nameObject = (key: string, isRemoved: boolean): Omit<Seen, 'at'> => {
	const name = key.split('/').slice(4).join('/').replace('function_completions/', '').replace(/\/flag\/.*/u, '/flag');
	const {action = name, rank, kind = ''} = /^(?<action>.*?)(?:\.(?<rank>\d+))?[./](?<kind>txt|done|candidate|lock|flag)$/u.exec(name)?.groups ?? {};
	return {subject: rank === undefined ? action : `${action}(${rank})`, what: `${isRemoved ? 'no ' : ''}${kind}`};
};

const seeLine = (line: TraceLine, workflowName: string): Seen | undefined => {
	if (line.op === 'note') {
		return undefined;
	}

	if (line.op === 'run') {
		const action = line.workflow.replace(/^.*\//u, '').replace('.yml', '').slice(workflowName.length + 1);
		return {at: line.ms, subject: `run of ${action} ${line.id}`, what: line.conclusion ?? line.status};
	}

	return {at: line.ms, ...nameObject(line.key, line.op === 'delete')};
};

const seeTrace = (lines: readonly TraceLine[], workflowName: string): readonly Seen[] =>
	lines.map(line => seeLine(line, workflowName)).filter(seen => seen !== undefined);

/** Plays a workflow with the answers that the recorded functions gave, and what happened to some arrivals; `again` is dispatched once more at the end. */
const playTrace = async (shape: Scenario['shape'], fates: Readonly<Record<string, Partial<Fate>>>, again: readonly string[] = []): Promise<readonly Seen[]> => {
	const timeline = createTimeline(0);
	const world = createWorld(timeline);
	const invocation = {workflowName: 'w', timestamp: 't', id: 'i'};
	const scenario: Scenario = {...drawScenario('recorded'), shape, fates, weather: clearWeather, quiet: new Set(['*'])};
	const {arrivals, dispatch, mend} = playInvocation({world, scenario, invocation, name: 'own'});
	dispatch(Object.keys(shape.next)[0]!);
	await timeline.runUntil(() => false, Number.POSITIVE_INFINITY);
	mend();
	for (const action of again) {
		dispatch(action);
		await timeline.runUntil(() => false, Number.POSITIVE_INFINITY);
	}

	const runs = arrivals.flatMap(({run}) => run.states.map((state): Seen => ({at: state.at, subject: `run of ${run.action} ${run.id}`, what: state.conclusion ?? state.status})));
	return [...runs, ...world.changes.map(({at, key, isRemoved}): Seen => ({at, ...nameObject(key, isRemoved)}))];
};

/**
What happened to each subject, in order. How often a log was flushed in a row says nothing; of the arrivals at a join, whose flags and
locks take turns, the first of each kind tells the order. Some recordings do not have runs that wait.
*/
const orderBySubject = (seen: readonly Seen[]): Readonly<Record<string, string>> => {
	const orders = new Map<string, string[]>();
	for (const {subject, what} of seen.toSorted((a, b) => a.at - b.at)) {
		const order = orders.get(subject) ?? [];
		const isTold = what === 'txt' ? order.at(-1) === 'txt' : order.includes(what);
		orders.set(subject, isTold || what === 'queued' ? order : [...order, what]);
	}

	return Object.fromEntries([...orders].map(([subject, order]) => [subject, order.join(', ')]));
};

/** Runs by their action alone: all that a join's arrivals came to, whoever came first. */
const withoutIds = (orders: Readonly<Record<string, string>>): readonly string[] =>
	Object.entries(orders).map(([subject, order]) => `${subject.replace(/ \d+$/u, '')}: ${order}`).sort();

const readAnswers = (lines: readonly TraceLine[]): Readonly<Record<string, Partial<Fate>>> => Object.fromEntries(lines.flatMap(line => {
	const found = line.op === 'put' ? /Finished execution of (\S+) with result (True|False|None)/u.exec(line.body ?? '') : null;
	return found === null ? [] : [[nameObject((line as {readonly key: string}).key, false).subject, {result: found[2] as Fate['result']}]];
}));

const recorded: ReadonlyArray<readonly [name: string, document: string, fates: Readonly<Record<string, Partial<Fate>>>, again?: readonly string[]]> = [
	['integration-success', 'workflows/integration.json', {}],
	['rank-died-silently', 'workflows/integration.json', {'test-rank(5)': {misfortune: {kind: 'killed', at: 'start', count: 0}}}],
	['error-after-done', 'workflows/integration.json', {'test-r-api': {ending: 'raises-in-r'}}],
	['killed-at-done-early', 'traces/killed-at-done-early.json', {two: {misfortune: {kind: 'killed', at: 'report', count: 0}}}],
	['killed-between-dispatches', 'traces/killed-between-dispatches.json', {start: {misfortune: {kind: 'killed', at: 'trigger', count: 2}}}],
	['caught-errors', 'traces/caught-errors.json', {two: {noise: 'caught-error'}, three: {noise: 'looks-like-error'}}],
	['done-then-red', 'traces/done-then-red.json', {two: {misfortune: {kind: 'killed', at: 'finish', count: 0}}}],
	['join-loser-dies', 'traces/join-loser-dies.json', {end: {misfortune: {kind: 'killed', at: 'join-check', count: 0}}}],
	['resume-left', 'traces/resume-left.json', {left: {misfortune: {kind: 'killed', at: 'work', count: 1}}}, ['left']],
];

for (const [name, document, fates, again] of recorded) {
	t.test(`the model tells the recorded run ${name}: the same writes and run states, in the same order`, async t => {
		const {WorkflowName, FunctionInvoke, ActionList} = readDocument(document);
		const lines = readTrace(name);
		const others = Object.keys(ActionList).filter(action => action !== FunctionInvoke);
		const next = Object.fromEntries([FunctionInvoke, ...others].map(action => [action, (ActionList[action]!.InvokeNext ?? []) as Scenario['shape']['next'][string]]));
		const answers = readAnswers(lines);
		const told = Object.fromEntries([...new Set([...Object.keys(answers), ...Object.keys(fates)])].map(key => [key, {...answers[key], ...fates[key]}]));
		const played = await playTrace({next, hasTwoStores: false}, told, again);
		t.same(withoutIds(orderBySubject(played)), withoutIds(orderBySubject(seeTrace(lines, WorkflowName))));
	});
}
