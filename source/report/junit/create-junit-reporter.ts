import {type NodeState} from '../../core/run/run-state.js';
import {type Status} from '../../core/run/status.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {getLogTail} from '../../run/runner/get-log-tail.js';
import {createLineCleaner} from '../clean-line.js';
import {getRunUrl} from '../describe-link.js';
import {describeVerdict} from '../describe-verdict.js';
import {type CreateReporter, type ReportedAssertions, type ReportedResult, type ReporterContext} from '../reporter.js';
import {renderElement} from './xml.js';

/** Lines of a failing function's log in the report. */
const tailLength = 200;

/** What a status is to a test: a node that never had to run, or no longer could, was skipped. */
const kinds = {
	COMPLETED: 'passed',
	FAILED: 'failure',
	TIMEOUT: 'failure',
	NOT_INVOKED: 'skipped',
	SKIPPED: 'skipped',
	CANCELLED: 'skipped',
	PENDING: 'skipped',
	INVOKED: 'skipped',
	RUNNING: 'skipped',
} as const satisfies Record<Status, string>;

const toSeconds = (ms: number): string => (Math.max(0, ms) / 1000).toFixed(3);

const getTime = ({startedAt, endedAt}: NodeState): string =>
	startedAt === undefined || endedAt === undefined ? '0.000' : toSeconds(endedAt - startedAt);

/** ISO 8601 without fraction and zone, in UTC, as Ant's schema wants it. */
const toTimestamp = (at: number): string => new Date(at).toISOString().slice(0, 19);

const describeOutcome = ({status, reason, sentence}: NodeState): string =>
	`${status}${reason === undefined ? '' : ` (${reason})`}${sentence === undefined ? '' : `: ${sentence}`}`;

/** What a node is in the report: where the whole has succeeded, because a test expected a failure, there is none. */
const getKind = ({status}: NodeState, {exitCode}: ReportedResult): 'passed' | 'failure' | 'skipped' =>
	kinds[status] === 'failure' && exitCode === 0 ? 'skipped' : kinds[status];

const renderOutcome = (node: NodeState, result: ReportedResult, {store}: ReporterContext, clean: (text: string) => string): readonly string[] => {
	const kind = getKind(node, result);
	if (kind === 'passed') {
		return [];
	}

	if (kind === 'skipped') {
		const isExpected = kinds[node.status] === 'failure';
		return [renderElement('skipped', {message: clean(`${isExpected ? 'as the test expected: ' : ''}${describeOutcome(node)}`)})];
	}

	const tail = getLogTail(store.logs.lines, node.id, tailLength);
	const url = getRunUrl(node, store.getSnapshot());
	const lines = [describeOutcome(node), ...(node.cause?.hint === undefined ? [] : [node.cause.hint]), ...(url === undefined ? [] : [url]), '', ...tail].map(line => clean(line));
	return [renderElement('failure', {message: clean(node.sentence ?? 'failed'), type: node.reason ?? node.status}, {text: lines.join('\n')})];
};

type Suite = {
	readonly name: string;
	readonly testcases: readonly string[];
	readonly attributes: Readonly<Record<string, string | number>>;
	readonly properties?: Readonly<Record<string, string>>;
	/** What is to be said of tests that passed: the schemas have no place for it in a test. */
	readonly notes?: readonly string[];
};

const renderReport = (suites: readonly Suite[]): string => {
	const elements = suites.map(({name, testcases, attributes, properties = {}, notes = []}, id) => renderElement('testsuite', {
		name, package: name, id, hostname: 'localhost', tests: testcases.length, ...attributes,
	}, [
		renderElement('properties', {}, Object.entries(properties).map(([key, value]) => renderElement('property', {name: key, value}))),
		...testcases,
		renderElement('system-out', {}, {text: notes.join('\n')}),
		renderElement('system-err', {}),
	]));
	return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement('testsuites', {}, elements)}\n`;
};

/** The assertions of a test file: a suite of its own, each a test. */
const toSuite = ({file, assertions}: ReportedAssertions, timestamp: string, clean: (text: string) => string): Suite => {
	const name = clean(file);
	return {
		name,
		testcases: assertions.map(({title, isOk, evidence}) => renderElement('testcase', {name: clean(title), classname: name, time: '0.000'}, isOk
			? []
			: [renderElement('failure', {message: clean(evidence.split('\n', 1)[0] ?? ''), type: 'assertion'}, {text: evidence.split('\n').map(line => clean(line)).join('\n')})])),
		attributes: {failures: assertions.filter(({isOk}) => !isOk).length, errors: 0, skipped: 0, time: '0.000', timestamp},
	};
};

const renderResult = (result: ReportedResult, context: ReporterContext, clean: (text: string) => string): string => {
	const {nodes, durationMs, invocation, outcome, verdict = outcome, exitCode, assertions} = result;
	const {workflow, triggeredAt} = context.store.getSnapshot();
	const name = clean(workflow.name);
	const count = (kind: string): number => nodes.filter(node => getKind(node, result) === kind).length;
	// A cancelled run, or one with a join that never runs, has nothing but skipped tests: its report must not look like a success.
	const isSilent = outcome !== 'COMPLETED' && exitCode !== 0 && count('failure') === 0;
	const testcases = [
		...nodes.map(node => renderElement('testcase', {name: clean(node.id), classname: name, time: getTime(node)}, renderOutcome(node, result, context, clean))),
		...(isSilent ? [renderElement('testcase', {name: 'run', classname: name, time: toSeconds(durationMs)}, [renderElement('failure', {message: describeVerdict(result), type: outcome})])] : []),
	];
	const timestamp = toTimestamp(triggeredAt ?? context.clock.now());
	const suite: Suite = {
		name,
		testcases,
		attributes: {failures: count('failure') + (isSilent ? 1 : 0), errors: 0, skipped: count('skipped'), time: toSeconds(durationMs), timestamp},
		notes: nodes.filter(({ranWithout}) => ranWithout !== undefined).map(({id, sentence = ''}) => clean(`${id} ${sentence}`)),
		properties: {
			outcome: verdict,
			cloud: clean(context.cloudLabel),
			...(invocation && {InvocationID: clean(invocation.id), InvocationTimestamp: clean(invocation.timestamp)}),
		},
	};
	return renderReport([suite, ...(assertions === undefined ? [] : [toSuite(assertions, timestamp, clean)])]);
};

/** The run could not be started or watched: one test that had an error, so that no report looks like a success. */
const renderFailure = (error: unknown, {store, clock, cloudLabel}: ReporterContext, clean: (text: string) => string): string => {
	const name = clean(store.getSnapshot().workflow.name);
	const [message, type] = isFaasrTuiError(error) ? [`${error.message} ${error.hint ?? ''}`.trim(), error.code] : [String(error), 'bug'];
	const testcase = renderElement('testcase', {name: 'run', classname: name, time: '0.000'}, [renderElement('error', {message: clean(message), type})]);
	return renderReport([{
		name, testcases: [testcase], attributes: {failures: 0, errors: 1, skipped: 0, time: '0.000', timestamp: toTimestamp(clock.now())}, properties: {cloud: clean(cloudLabel)},
	}]);
};

/**
Writes a JUnit report at the end of a run: every node a test, in graph order.

It fits both schemas in use, Ant's (windyroad/JUnit-Schema) and Jenkins' (junit-10.xsd of its xunit plugin).
*/
export const createJunitReporter: CreateReporter = context => {
	const {output, mask} = context;
	const clean = createLineCleaner(mask);
	return {
		onEvent: () => undefined,
		onResult(result) {
			output.write(renderResult(result, context, clean));
		},
		onFailure(error) {
			output.write(renderFailure(error, context, clean));
		},
	};
};
