import {countInvoked, getInvokedRuns} from './count-invoked.js';
import {type LogFacts, type LogFailure} from './log-facts.js';
import {type LogLine} from './log-line.js';
import {parseInvoked, type Invoked} from './dispatch-sentences.js';

const tracebackLimit = 60;

/** So many lines of a longer traceback stay from its beginning: its end names the error. */
const tracebackHead = 20;

/** Facts in the making: what has been read so far and which ERROR the next unprefixed lines belong to. */
export type LogFold = Omit<LogFacts, 'sizeBytes'> & {
	readonly openFailure?: 'failure' | 'dispatchFailure';
	/** R's own words for an error; FaaSr's ERROR line that follows says only that there was one. */
	readonly rMessage?: string;
	/** The call stack behind R's words. */
	readonly rStack?: readonly string[];
	/** True once the failure's own `Traceback:` was read, so that FaaSr's call stack is not taken for it. */
	readonly hasUserTraceback: boolean;
};

export const emptyFold: LogFold = {
	attempts: 0, seconds: 0, invoked: {}, hasNoTriggers: false, warnings: [], hasUserTraceback: false,
};

/** Sources whose ERROR means that the action failed; an ERROR of an API module is fine if the function caught it (faasr.md 2g). */
const failingSources = new Set(['executor.py', 'faasr_entry.py', 'faasr_start_invoke_helper.py', 'py_func_helper.py', 'faasr_payload.py']);

const finished = /^Finished execution of \S+ with result (.*)$/u;
const rError = /^\{?"faasr_user_function":\s*"?(.*?)"?\}?$/u;
const genericMessages = /^(?:Unkown error while getting user function return|Error getting function result)/u;

const isRequest = ({source, message}: LogLine): boolean => source === 'faasr_server.py' && message.startsWith('Processing request: ');

const appendLine = (lines: readonly string[], text: string): readonly string[] =>
	lines.length < tracebackLimit ? [...lines, text] : [...lines.slice(0, tracebackHead), ...lines.slice(tracebackHead + 1), text];

const appendTraceback = (failure: LogFailure, text: string): LogFailure => ({...failure, traceback: appendLine(failure.traceback, text)});

/** FaaSr logs its ERRORs of a function with a call stack or a traceback, which no text of one line has. */
const callStack = /^(?:Stack|Traceback) \(most recent call last\):/u;

const withoutDoubt = ({mayBeText: _, ...fold}: LogFold): LogFold => fold;

const foldContinuation = (fold: LogFold, text: string): LogFold => {
	const rMessage = rError.exec(text)?.[1];
	if (rMessage !== undefined) {
		return {...fold, rMessage, rStack: []};
	}

	if (fold.rStack !== undefined && fold.failure === undefined) {
		return text === '' ? fold : {...fold, rStack: appendLine(fold.rStack, text)};
	}

	const open = fold.openFailure === undefined ? undefined : fold[fold.openFailure];
	if (text === '' || fold.openFailure === undefined || open === undefined) {
		return fold;
	}

	return {...callStack.test(text) ? withoutDoubt(fold) : fold, [fold.openFailure]: appendTraceback(open, text)};
};

/**
Takes ERRORs back that turn out to be the function's text: FaaSr ends an action after any ERROR of its own (faasr.md 2d), so
that neither the finish line nor, where no call stack proves the ERROR, a later request of the function can follow one.
*/
const dropText = ({failure: _f, dispatchFailure: _d, mayBeText: _m, openFailure: _o, ...fold}: LogFold): LogFold => ({...fold, hasUserTraceback: false});

/** What the function prints can look like an ERROR as long as FaaSr has not told that it finished. */
const doubt = ({result}: LogFold): Pick<LogFold, 'mayBeText'> => result === undefined ? {mayBeText: true} : {};

/**
FaaSr logs a raised exception as three ERRORs: its text, `Traceback: …`, and its own RuntimeError. One failure is made of them. An
ERROR that no call stack followed was the function's text if another comes: FaaSr's first has one.
*/
const foldFailure = (fold: LogFold, message: string, source: string): LogFold => {
	const isTraceback = message.startsWith('Traceback');
	if (fold.failure === undefined || (fold.mayBeText === true && !isTraceback)) {
		return genericMessages.test(message) && fold.rMessage !== undefined
			? {...withoutDoubt(fold), failure: {message: fold.rMessage, source, traceback: fold.rStack!}, hasUserTraceback: true}
			: {...fold, ...doubt(fold), failure: {message, source, traceback: []}, openFailure: 'failure'};
	}

	if (isTraceback && !fold.hasUserTraceback) {
		return {
			...withoutDoubt(fold), failure: {...fold.failure, traceback: [message]}, openFailure: 'failure', hasUserTraceback: true,
		};
	}

	const {openFailure: _, ...rest} = fold;
	return rest;
};

const foldDispatchFailure = (fold: LogFold, message: string, source: string): LogFold => fold.dispatchFailure === undefined
	? {...fold, ...doubt(fold), dispatchFailure: {message, source, traceback: []}, openFailure: 'dispatchFailure'}
	: fold;

/** The server's own ERROR repeats that of the module it called. */
const noteApiError = (fold: LogFold, {message, source = ''}: LogLine): LogFold => ({
	...fold,
	warnings: fold.warnings.includes(message) ? fold.warnings : [...fold.warnings, message],
	apiError: source === 'faasr_server.py' && fold.apiError !== undefined ? fold.apiError : {message, source},
});

const foldError = (fold: LogFold, line: LogLine): LogFold => {
	if (line.source === 'scheduler.py') {
		return /conditionals? but function did not return/u.test(line.message)
			? foldFailure(fold, line.message, line.source)
			: foldDispatchFailure(fold, line.message, line.source);
	}

	if (line.source !== undefined && failingSources.has(line.source)) {
		return foldFailure(fold, line.message, line.source);
	}

	return noteApiError(fold, line);
};

const foldInvoked = (fold: LogFold, {action, run}: Invoked): LogFold => ({
	...fold,
	invoked: {...fold.invoked, [action]: countInvoked(fold.invoked, action) + 1},
	...(run !== undefined && {invokedRuns: {...fold.invokedRuns, [action]: [...getInvokedRuns(fold, action), run]}}),
});

/** A function that calls the API goes on. One that only logs may still end of the API's error that it logs. */
const foldRequest = (fold: LogFold, {message}: LogLine): LogFold => {
	const {apiError, ...rest} = fold.mayBeText === true ? dropText(fold) : fold;
	return apiError !== undefined && message === 'Processing request: faasr_log' ? {...rest, apiError} : rest;
};

/** The first line of a container at work (executor.py); a log that has several has as many attempts, the last of which counts. */
export const startsAttempt = ({source, message}: {readonly source?: string | undefined; readonly message: string}): boolean =>
	source === 'executor.py' && message === 'Starting dependency install';

const foldMessage = (fold: LogFold, line: LogLine, workflowName: string): LogFold => {
	if (line.level === undefined) {
		return foldContinuation(fold, line.text);
	}

	if (startsAttempt(line)) {
		return {...emptyFold, attempts: fold.attempts + 1};
	}

	if (line.level === 'ERROR' || line.level === 'CRITICAL') {
		return foldError(fold, line);
	}

	const {openFailure: _, ...closed} = fold;
	if (isRequest(line)) {
		return foldRequest(closed, line);
	}

	if (line.source === 'executor.py' && line.message.startsWith('Put function_completions/')) {
		return {...closed, hasPutDone: true};
	}

	const result = finished.exec(line.message)?.[1];
	if (line.source === 'faasr_entry.py' && result !== undefined) {
		return {...dropText(closed), result};
	}

	if (line.source === 'scheduler.py') {
		const invoked = parseInvoked(line.message, workflowName);
		return invoked === undefined ? {...closed, hasNoTriggers: closed.hasNoTriggers || line.message.startsWith('no triggers for ')} : foldInvoked(closed, invoked);
	}

	return closed;
};

/** Adds one line of an action's log to what is known from the lines before it. */
export const foldLogLine = (fold: LogFold, line: LogLine, workflowName: string): LogFold => {
	const next = foldMessage(fold, line, workflowName);
	const seconds = Math.max(next.seconds, line.seconds ?? 0);
	return seconds === next.seconds ? next : {...next, seconds};
};

/** The facts of a log of which `sizeBytes` have been read. */
export const getLogFacts = (fold: LogFold, sizeBytes: number): LogFacts => {
	const {openFailure: _o, rMessage: _r, rStack: _s, hasUserTraceback: _h, ...facts} = fold;
	return {...facts, sizeBytes};
};
