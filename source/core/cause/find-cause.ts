import {type LogFacts, type LogFailure} from '../log/log-facts.js';
import {createCause, readCallFrames, readTraceback} from './python-traceback.js';
import {describeExit, getExitCode, isDeadProcess} from './exit-code.js';
import {findHint} from './hints.js';
import {readRError} from './r-error.js';
import {type Cause} from './cause.js';
import {type Finding, type RunLogFacts} from './run-log-facts.js';
import {toUserPath} from './user-path.js';

/** What is known of a failed node. */
export type Evidence = {
	/** Its log on S3. */
	readonly log: Pick<LogFacts, 'failure' | 'apiError'> | undefined;
	/** The log of its platform run; absent as long as nobody has read it. */
	readonly runLog: RunLogFacts | undefined;
	/** `FunctionName` of its action. */
	readonly functionName: string;
	/** The document's entries of `FunctionGitRepo` and `FunctionLocalFile` for that function. */
	readonly sources: readonly string[];
};

/** FaaSr's words for a failure whose own words it does not have. */
const generic = /^(?:Unkown error while getting user function return|Error getting function result)/u;

/** R's client functions stumble over the answer to a request that failed (faasr.md 3c). */
const stumbled = /response_content\$\w+.*\$ operator is invalid for atomic vectors/u;
/** What R's client function says when the server did not take the function's result. */
const refused = /^HTTP request failed with status code: 422$/u;
const notFound = /cannot find function \S+\}?$|Cannot find function, /u;

const longestWhat = 1000;

/** The file that should hold the function, otherwise the last that could not be loaded. */
const findLoadError = ({findings}: RunLogFacts, functionName: string): Finding | undefined => {
	const errors = findings.filter(({kind}) => kind === 'source' || kind === 'import');
	return errors.findLast(({file}) => file?.replace(/\.\w+$/u, '') === functionName) ?? errors.at(-1);
};

/** `expected ':' (train.py, line 3)` is how Python writes what is no valid code. */
const syntaxError = /^(?<text>.*) \(\S+\.py, line (?<line>\d+)\)$/u;

const nameImportError = (text: string): string => text.startsWith('No module named ') ? `ModuleNotFoundError: ${text}` : `ImportError: ${text}`;

const readLoadError = ({kind, text, file = '', lines}: Finding, sources: readonly string[]): Cause => {
	const traceback = readTraceback(lines, sources);
	if (traceback !== undefined) {
		return traceback;
	}

	if (/\.r$/iu.test(file)) {
		const cause = readRError(text, lines, sources);
		return cause.where === undefined ? {...cause, where: {file: toUserPath(file, sources)}} : cause;
	}

	const {text: problem, line} = syntaxError.exec(text)?.groups ?? {};
	const where = {file: toUserPath(file, sources), ...(line !== undefined && {line: Number(line)})};
	return {what: problem === undefined ? (kind === 'import' ? nameImportError(text) : text) : `SyntaxError: ${problem}`, where, frames: []};
};

const describeApiError = ({message}: NonNullable<LogFacts['apiError']>): string =>
	message.replace(/^(?:ERROR - )?(?:faasr_secret: )?/u, '');

const foreignFrame = /^\s+File "(?:[^"]*\/)?(?<file>\w+\.py)", line \d+/u;

/** Of an exception in which nothing is the user's, FaaSr's file is told. */
const readForeign = (lines: readonly string[], sources: readonly string[]): Cause | undefined => {
	const cause = readTraceback(lines, sources);
	const file = lines.findLast(line => foreignFrame.test(line))?.match(foreignFrame)?.groups?.['file'];
	return cause?.where === undefined && file !== undefined && cause ? {...cause, what: `${cause.what} in FaaSr's ${file}`} : cause;
};

const describeRefused = (functionName: string, kind = 'value'): string => `${functionName}() returned a ${kind}, which FaaSr does not accept`;

/** Python cannot write such a result as JSON: then FaaSr never sees it. */
const unwritable = /^TypeError: Object of type (?<kind>\w+) is not JSON serializable/u;

const readUncaught = (lines: readonly string[], {sources, functionName}: Evidence): Cause | undefined => {
	const cause = readForeign(lines, sources);
	if (cause === undefined || cause.where !== undefined) {
		return cause;
	}

	const kind = unwritable.exec(cause.what)?.groups?.['kind'];
	return kind === undefined ? cause : createCause(describeRefused(functionName, kind), []);
};

const readFinding = (finding: Finding, evidence: Evidence): Cause | undefined => {
	const {log, sources, functionName} = evidence;
	const {kind, text, lines} = finding;
	switch (kind) {
		case 'source':
		case 'import': {
			return readLoadError(finding, sources);
		}

		case 'return': {
			return createCause(text.includes('() returned ') ? text : describeRefused(functionName), readCallFrames(lines, sources));
		}

		case 'call': {
			return createCause(log?.apiError === undefined ? text.replaceAll(/^"|"$/gu, '') : describeApiError(log.apiError), readCallFrames(lines, sources));
		}

		case 'traceback': {
			return readUncaught([text, ...lines], evidence);
		}

		case 'r-error': {
			return readRError(text, lines, sources);
		}

		case 'error': {
			return createCause(text, []);
		}
	}
};

const readLast = (evidence: Evidence, kinds: ReadonlySet<Finding['kind']>): Cause | undefined => {
	const found = evidence.runLog?.findings.findLast(({kind}) => kinds.has(kind));
	return found && readFinding(found, evidence);
};

/** A source that was left out did not end the process. */
const returns: ReadonlySet<Finding['kind']> = new Set(['return']);
const endings: ReadonlySet<Finding['kind']> = new Set(['source', 'return', 'call', 'traceback', 'r-error']);
const everything: ReadonlySet<Finding['kind']> = new Set([...endings, 'error']);

/** A failed call of the API is the last thing that a process does of which FaaSr knows no more than its exit code. */
const readDeath = (failure: LogFailure, evidence: Evidence): Cause => {
	const code = getExitCode(failure);
	if (code !== undefined && code !== 1) {
		return createCause(describeExit(code, 'The function\'s process'), []);
	}

	const found = readLast(evidence, returns) ?? readLast(evidence, endings);
	if (found !== undefined) {
		return found;
	}

	const apiError = evidence.log?.apiError;
	if (apiError !== undefined) {
		return createCause(describeApiError(apiError), []);
	}

	const why = code === undefined
		? `The function's process died or returned what FaaSr does not accept (FaaSr logs only: ${failure.message})`
		: 'The function\'s process ended with exit code 1, or the function returned what FaaSr does not accept';
	return createCause(why, []);
};

const readNotFound = ({runLog, functionName, sources}: Evidence): Cause => {
	const error = runLog && findLoadError(runLog, functionName);
	return error === undefined ? createCause(`No source file defines ${functionName}()`, []) : readLoadError(error, sources);
};

const readFailure = (failure: LogFailure, evidence: Evidence): Cause => {
	if (isDeadProcess(failure)) {
		return readDeath(failure, evidence);
	}

	if (notFound.test(failure.message)) {
		return readNotFound(evidence);
	}

	const apiError = evidence.log?.apiError;
	if (apiError !== undefined && (generic.test(failure.message) || stumbled.test(failure.message))) {
		return createCause(describeApiError(apiError), readRError('', failure.traceback, evidence.sources).frames);
	}

	if (refused.test(failure.message)) {
		return readLast(evidence, returns) ?? createCause(describeRefused(evidence.functionName), []);
	}

	if (generic.test(failure.message)) {
		return readLast(evidence, endings) ?? createCause(failure.message, []);
	}

	return failure.message.startsWith('Error') || failure.message.startsWith('Errors in the user function')
		? readRError(failure.message, failure.traceback, evidence.sources)
		: readTraceback(failure.traceback, evidence.sources) ?? createCause(failure.message, []);
};

const readSilence = (evidence: Evidence): Cause | undefined => {
	const found = readLast(evidence, everything);
	const exitCode = evidence.runLog?.exitCode;
	return found ?? (exitCode === undefined || exitCode === 1 ? undefined : createCause(describeExit(exitCode, 'The container'), []));
};

/**
Finds why a node failed: the first cause, not what FaaSr makes of it.

@returns nothing where no evidence says more than that it failed
*/
export const findCause = (evidence: Evidence): Cause | undefined => {
	const failure = evidence.log?.failure;
	const cause = failure === undefined ? readSilence(evidence) : readFailure(failure, evidence);
	if (cause === undefined) {
		return undefined;
	}

	const what = cause.what.slice(0, longestWhat);
	const hint = findHint(what, evidence.functionName);
	return {...cause, what, ...(hint !== undefined && {hint})};
};

/** True where the log on S3 does not have the cause, so that the log of the platform's run is worth waiting for. */
export const lacksCause = (log: Evidence['log']): boolean => {
	const failure = log?.failure;
	if (failure === undefined) {
		return true;
	}

	if (isDeadProcess(failure)) {
		const code = getExitCode(failure);
		return code === undefined || code === 1;
	}

	return notFound.test(failure.message) || refused.test(failure.message) || (log?.apiError === undefined && (generic.test(failure.message) || stumbled.test(failure.message)));
};
