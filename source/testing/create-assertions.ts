import {type NodeState} from '../core/run/run-state.js';
import {type Status} from '../core/run/status.js';
import {createNodeError} from '../run/runner/wait-for-node.js';
import {combineStatuses} from '../core/run/combine-statuses.js';
import {type AssertionReport} from './assertions/assertion-report.js';
import {atCallSite} from './call-site.js';
import {type Clean, waitFor, waitForSettled} from './wait-for.js';
import {createAssertionError} from './assertions/assertion-error.js';
import {compareBytes, compareCsv, compareJson, compareText, type CsvOptions, type CsvRow, type Difference, type JsonOptions} from './compare-contents.js';
import {findInLogs} from './find-in-logs.js';
import {describeNeighbours, type FileLocations, locateFile} from './locate-file.js';
import {type StoredFile} from './stored-files.js';

/** What `assertFailed` looks at besides the status. */
export type ExpectedFailure = {
	/** Why the function failed, such as `function-error` or `run-failed`. */
	readonly reason?: string;
	/** A text that its log contains, or an expression that a line of it matches. */
	readonly log?: string | RegExp;
};

/**
Assertions about a run, each with an error that shows what was found: an `AssertionError` with `actual`, `expected` and `operator`.

Files are looked at as they are now, so wait for the function that writes them first. Functions are waited for.
*/
export type Assertions = {
	/** The run has written the file. */
	readonly assertExists: (file: string) => Promise<void>;
	/** The run has not written the file, or has deleted it. */
	readonly assertAbsent: (file: string) => Promise<void>;
	/** The file holds exactly this text, or a text that matches. */
	readonly assertText: (file: string, expected: string | RegExp) => Promise<void>;
	readonly assertBytes: (file: string, expected: Uint8Array) => Promise<void>;
	/** The file holds this value as JSON, whatever the order of its keys; with `isSubset` it may hold other keys, too. */
	readonly assertJson: (file: string, expected: unknown, options?: JsonOptions) => Promise<void>;
	/** The file holds these cells: every row as an array, or the rows below the header as objects. Numbers may differ by `tolerance`, columns of `ignore` in all. */
	readonly assertCsv: (file: string, rows: readonly CsvRow[], options?: CsvOptions) => Promise<void>;
	/** The function's log contains the text, or has a line that matches. Waits for the function to end. */
	readonly assertLogsContain: (name: string, expected: string | RegExp) => Promise<void>;
	/** The function, or every rank of it, ends with this status. */
	readonly assertStatus: (name: string, status: Status) => Promise<void>;
	/** The function, or every rank of it, ends COMPLETED. NOT_INVOKED is not enough. */
	readonly assertCompleted: (name: string) => Promise<void>;
	/** The function, or every rank of it, ends NOT_INVOKED: the other branch was taken. */
	readonly assertNotInvoked: (name: string) => Promise<void>;
	/** The function, or one rank of it, ends FAILED. */
	readonly assertFailed: (name: string, failure?: ExpectedFailure) => Promise<void>;
};

export type AssertionsOptions = FileLocations & {
	readonly clean: Clean;
	/** The same for contents, of which nothing may get lost: what is not printable is written out. */
	readonly show: Clean;
	/** Hears of every assertion, good or bad. */
	readonly report: (report: AssertionReport) => void;
	/** The function that was last waited for, as far as is known. */
	readonly getLastNode: () => string | undefined;
};

type Check = {
	/** What is asserted. */
	readonly title: string;
	readonly node: string | undefined;
	/** Gives what was found; throws when it is not as asserted. */
	readonly find: () => Promise<string>;
};

const titleLength = 60;

const shorten = (text: string): string => text.length > titleLength ? `${text.slice(0, titleLength)}…` : text;

const describeExpected = (expected: string | RegExp): string => typeof expected === 'string' ? JSON.stringify(shorten(expected)) : shorten(String(expected));

/** Carries out a check and tells what came of it. */
const createPerform = ({clean, report}: AssertionsOptions) => async ({title, node, find}: Check): Promise<void> => {
	const told = {title: clean(title), ...(node !== undefined && {node: clean(node)})};
	try {
		report({...told, isOk: true, evidence: clean(await find())});
	} catch (error) {
		report({...told, isOk: false, evidence: error instanceof Error ? error.message : String(error)});
		throw error;
	}
};

const createFileAssertions = (options: AssertionsOptions) => {
	const {files, getKeys, clean, show, getLastNode, run} = options;
	const perform = createPerform(options);
	const bucket = run.defaultStore.store.Bucket;

	const requireFile = async (file: string, operator: string): Promise<StoredFile> => {
		const found = await locateFile(file, options);
		if (found !== undefined) {
			return found;
		}

		const neighbours = await describeNeighbours(file, options);
		throw createAssertionError({
			subject: clean(file),
			message: `does not exist: bucket ${clean(bucket)} has no object ${clean(getKeys(file)[0])}`,
			actual: 'missing', expected: 'an object', operator,
			details: neighbours.map(line => clean(line)),
		});
	};

	/** Where a file was found is said when it is not where it should be. */
	const describeSize = (file: string, key: string, sizeBytes: number): string => `${sizeBytes} bytes${key === getKeys(file)[0] ? '' : ` (${key})`}`;

	const compare = async (file: string, operator: string, title: string, getDifference: (bytes: Uint8Array) => Difference | undefined): Promise<void> => perform({
		title: `${file} ${title}`,
		node: getLastNode(),
		async find() {
			const {key} = await requireFile(file, operator);
			// What is deleted in this moment is empty.
			const bytes = await files.read(key) ?? new Uint8Array();
			const difference = getDifference(bytes);
			if (difference === undefined) {
				return describeSize(file, key, bytes.length);
			}

			const {message, actual, expected} = difference;
			throw createAssertionError({subject: clean(file), message: show(message), actual: show(actual), expected: show(expected), operator, hasDiff: true});
		},
	});

	return {
		assertExists: async (file: string) => perform({
			title: `${file} exists`,
			node: getLastNode(),
			async find() {
				const {key, sizeBytes} = await requireFile(file, 'assertExists');
				return describeSize(file, key, sizeBytes);
			},
		}),
		assertAbsent: async (file: string) => perform({
			title: `${file} does not exist`,
			node: getLastNode(),
			async find() {
				const found = await locateFile(file, options);
				if (found === undefined) {
					return 'no such object';
				}

				throw createAssertionError({
					subject: clean(file), message: `exists: bucket ${clean(bucket)} has an object ${clean(found.key)} of ${found.sizeBytes} bytes`,
					actual: 'an object', expected: 'missing', operator: 'assertAbsent',
				});
			},
		}),
		compare,
	};
};

const endings: Partial<Record<Status, string>> = {COMPLETED: 'completed', NOT_INVOKED: 'was not invoked'};

const createStatusAssertions = (options: AssertionsOptions) => {
	const {run, clean} = options;
	const perform = createPerform(options);

	const describeStates = (nodes: readonly NodeState[]): string => nodes.map(({id, status, reason}) =>
		`${id} ${status}${reason === undefined || reason === 'completed' ? '' : ` (${reason})`}`).join(', ');

	const demandStatus = async (name: string, wanted: Status, operator: string): Promise<string> => {
		const nodes = await waitForSettled(run, name);
		const other = nodes.find(({status}) => status !== wanted);
		if (other === undefined) {
			return describeStates(nodes);
		}

		throw createAssertionError({
			subject: clean(name),
			message: `should be ${wanted} and is ${combineStatuses(nodes)}`,
			actual: nodes.map(({status}) => status).join('\n'), expected: nodes.map(() => wanted).join('\n'), operator,
			details: createNodeError(run.store, other, clean).message.split('\n'),
		});
	};

	const demandFailure = async (name: string, {reason, log}: ExpectedFailure): Promise<string> => {
		const nodes = await waitFor(run, name, {shouldFail: true}, clean);
		const failed = nodes.filter(({status}) => status === 'FAILED');
		if (reason !== undefined && failed.every(node => node.reason !== reason)) {
			throw createAssertionError({
				subject: clean(name), message: `failed for another reason: ${clean(describeStates(failed))}`,
				actual: failed.map(node => node.reason ?? '').join('\n'), expected: reason, operator: 'assertFailed',
				details: failed.flatMap(node => createNodeError(run.store, node, clean).message.split('\n')),
			});
		}

		return log === undefined ? describeStates(nodes) : findInLogs(run, failed.map(({id}) => id), log, {subject: name, operator: 'assertFailed', clean});
	};

	return {
		demandStatus: async (name: string, wanted: Status, operator: string) => perform({
			title: `${name} ${endings[wanted] ?? `is ${wanted}`}`,
			node: name,
			find: async () => demandStatus(name, wanted, operator),
		}),
		demandFailure: async (name: string, failure: ExpectedFailure) => perform({
			title: `${name} failed${failure.reason === undefined ? '' : ` (${failure.reason})`}${failure.log === undefined ? '' : ` with ${describeExpected(failure.log)} in its log`}`,
			node: name,
			find: async () => demandFailure(name, failure),
		}),
		demandLog: async (name: string, expected: string | RegExp) => perform({
			title: `the log of ${name} contains ${describeExpected(expected)}`,
			node: name,
			async find() {
				const nodes = await waitForSettled(run, name);
				return findInLogs(run, nodes.map(({id}) => id), expected, {subject: name, operator: 'assertLogsContain', clean});
			},
		}),
	};
};

/** Creates the assertions about one run. */
export const createAssertions = (options: AssertionsOptions): Assertions => {
	const {assertExists, assertAbsent, compare} = createFileAssertions(options);
	const {demandStatus, demandFailure, demandLog} = createStatusAssertions(options);
	return {
		assertExists: async file => atCallSite(async () => assertExists(file)),
		assertAbsent: async file => atCallSite(async () => assertAbsent(file)),
		assertText: async (file, expected) => atCallSite(async () =>
			compare(file, 'assertText', `${typeof expected === 'string' ? 'equals' : 'matches'} ${describeExpected(expected)}`, bytes => compareText(bytes, expected))),
		assertBytes: async (file, expected) => atCallSite(async () =>
			compare(file, 'assertBytes', `equals ${expected.length} bytes`, bytes => compareBytes(bytes, expected))),
		assertJson: async (file, expected, jsonOptions = {}) => atCallSite(async () =>
			compare(file, 'assertJson', `${jsonOptions.isSubset === true ? 'has' : 'equals'} the JSON ${shorten(JSON.stringify(expected) ?? 'null')}`, bytes => compareJson(bytes, expected, jsonOptions))),
		assertCsv: async (file, rows, csvOptions = {}) => atCallSite(async () =>
			compare(file, 'assertCsv', `equals the expected CSV (${rows.length} row${rows.length === 1 ? '' : 's'})`, bytes => compareCsv(bytes, rows, csvOptions))),
		assertLogsContain: async (name, expected) => atCallSite(async () => demandLog(name, expected)),
		assertStatus: async (name, status) => atCallSite(async () => demandStatus(name, status, 'assertStatus')),
		assertCompleted: async name => atCallSite(async () => demandStatus(name, 'COMPLETED', 'assertCompleted')),
		assertNotInvoked: async name => atCallSite(async () => demandStatus(name, 'NOT_INVOKED', 'assertNotInvoked')),
		assertFailed: async (name, failure = {}) => atCallSite(async () => demandFailure(name, failure)),
	};
};
