import {type Cause, type Frame} from './cause.js';
import {isUserPath, toUserPath} from './user-path.js';

const opening = /^(?:Traceback: )?Traceback \(most recent call last\):/u;
const framePattern = /^\s+File "(?<path>[^"]+)", line (?<line>\d+)(?:, in (?<inside>.+))?$/u;

/** `KeyError: 13`, `botocore.exceptions.ClientError: An error…`, `AssertionError`. */
const raisedPattern = /^(?<name>[A-Z_a-z][\w.]*)(?:: (?<message>.*))?$/u;

const mostFrames = 20;

/** A line that is indented, or marks the place in it, belongs to the frame above. */
const isWithin = (line: string): boolean => line === '' || /^\s/u.test(line);

/** A module's name before the exception's says nothing to a user. */
const shorten = (text: string): string => text.replace(/^(?:[\w]+\.)+(?=[A-Z]\w*(?::|$))/u, '');

const readFrames = (lines: readonly string[], sources: readonly string[]): readonly Frame[] => lines.flatMap((line, index): readonly Frame[] => {
	const {path, line: number, inside} = framePattern.exec(line)?.groups ?? {};
	if (path === undefined || number === undefined || !isUserPath(path)) {
		return [];
	}

	const next = lines[index + 1];
	const code = next !== undefined && /^\s/u.test(next) && !framePattern.test(next) ? next.trim() : '';
	return [{
		file: toUserPath(path, sources),
		line: Number(number),
		...(inside !== undefined && !inside.startsWith('<') && {inside}),
		...(code !== '' && {code}),
	}];
}).slice(-mostFrames);

/** A cause with these frames; its place is the innermost. */
export const createCause = (what: string, frames: readonly Frame[]): Cause => {
	const last = frames.at(-1);
	if (last === undefined) {
		return {what, frames};
	}

	const {code: _, ...where} = last;
	return {what, where, frames};
};

/**
Reads the last traceback among lines: of exceptions raised while another was handled the last one counts, which is what ended the function.

@returns nothing when there is no traceback, or it lacks its last line
*/
export const readTraceback = (lines: readonly string[], sources: readonly string[]): Cause | undefined => {
	const start = lines.findLastIndex(line => opening.test(line));
	if (start === -1) {
		return undefined;
	}

	const body = lines.slice(start + 1);
	const end = body.findIndex(line => !isWithin(line));
	const raised = end === -1 ? undefined : raisedPattern.exec(body[end]!);
	return raised ? createCause(shorten(raised[0]), readFrames(body.slice(0, end), sources)) : undefined;
};

/** Frames without an exception: where a call was made that ended the process. */
export const readCallFrames = readFrames;
