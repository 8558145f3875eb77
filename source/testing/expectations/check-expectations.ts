import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {isUtf8} from 'node:buffer';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {escapePattern} from '../../core/text/escape-pattern.js';
import {formatDuration} from '../../core/text/format-duration.js';
import {type AssertionReport} from '../assertions/assertion-report.js';
import {type Assertions} from '../create-assertions.js';
import {parseCsv} from '../../core/text/parse-csv.js';
import {type Expectations, type FileExpectation, type LogExpectation, type NodeExpectation} from './expectations.js';

export type CheckOptions = {
	readonly assertions: Assertions;
	/** Where the local files are that contents are compared with. */
	readonly folder: string;
	readonly report: (report: AssertionReport) => void;
	/** Of the whole run (ms); absent when it has not ended. */
	readonly durationMs?: number | undefined;
};

const readLocal = async (folder: string, file: string): Promise<Uint8Array> => {
	try {
		return await readFile(path.resolve(folder, file));
	} catch (error) {
		throw new FaasrTuiError(`The expected contents ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`, {code: 'usage', hint: 'The path is taken from the folder of the expectations.', cause: error});
	}
};

const checkNode = async (name: string, expected: NodeExpectation, {assertStatus, assertFailed, assertLogsContain}: Assertions): Promise<void> => {
	const {status, reason, log} = typeof expected === 'string' ? {status: expected} : {reason: undefined, log: undefined, ...expected};
	if (status === 'FAILED') {
		await assertFailed(name, {...(reason !== undefined && {reason}), ...(log !== undefined && {log})});
		return;
	}

	await assertStatus(name, status);
	if (log !== undefined) {
		await assertLogsContain(name, log);
	}
};

/** The checks of one file, each by itself: one that fails keeps none of the others from being made. */
const listFileChecks = ({path: file, absent = false, equals, csv, json, contains, matches}: FileExpectation, {assertions, folder}: CheckOptions): ReadonlyArray<() => Promise<void>> => {
	if (absent) {
		return [async () => assertions.assertAbsent(file)];
	}

	const checks = [
		...equals === undefined
			? []
			: [async () => {
				const bytes = await readLocal(folder, equals);
				await (isUtf8(bytes) ? assertions.assertText(file, new TextDecoder().decode(bytes)) : assertions.assertBytes(file, bytes));
			}],
		...csv === undefined
			? []
			: [async () => {
				const {file: local, ...options} = typeof csv === 'string' ? {file: csv} : csv;
				await assertions.assertCsv(file, parseCsv(new TextDecoder().decode(await readLocal(folder, local))), options);
			}],
		...json === undefined ? [] : [async () => assertions.assertJson(file, json, {isSubset: true})],
		...contains === undefined ? [] : [async () => assertions.assertText(file, new RegExp(escapePattern(contains), 'u'))],
		...matches === undefined ? [] : [async () => assertions.assertText(file, new RegExp(matches, 'mu'))],
	];
	return checks.length === 0 ? [async () => assertions.assertExists(file)] : checks;
};

const checkLog = async ({node, contains, matches}: LogExpectation, {assertLogsContain}: Assertions): Promise<void> => {
	if (contains !== undefined) {
		await assertLogsContain(node, contains);
	}

	if (matches !== undefined) {
		await assertLogsContain(node, new RegExp(matches, 'u'));
	}
};

/** Makes every check, in the order of the file; true when all hold. What does not is reported with what was found. */
export const checkExpectations = async ({nodes = {}, files = [], logs = [], duration}: Expectations, options: CheckOptions): Promise<boolean> => {
	const {assertions, report, durationMs} = options;
	const checks: ReadonlyArray<readonly [title: string, check: () => Promise<void>]> = [
		...Object.entries(nodes).map(([name, expected]) => [name, async () => checkNode(name, expected, assertions)] as const),
		...files.flatMap(file => listFileChecks(file, options).map(check => [file.path, check] as const)),
		...logs.map(log => [`the log of ${log.node}`, async () => checkLog(log, assertions)] as const),
	];
	let isMet = true;
	for (const [title, check] of checks) {
		try {
			await check();
		} catch (error) {
			isMet = false;
			// The assertions report what they found themselves; a local file that is not there is no finding of theirs.
			if (error instanceof FaasrTuiError && error.code === 'usage') {
				report({title, isOk: false, evidence: error.message});
			}
		}
	}

	if (duration !== undefined) {
		const isShort = durationMs !== undefined && durationMs <= duration * 1000;
		report({title: `the run takes at most ${formatDuration(duration * 1000)}`, isOk: isShort, evidence: durationMs === undefined ? 'it has not ended' : `it took ${formatDuration(durationMs)}`});
		isMet &&= isShort;
	}

	return isMet;
};
