import {type Cause, type Frame} from './cause.js';
import {createCause} from './python-traceback.js';
import {isUserPath, toUserPath} from './user-path.js';

/** R tells where a file cannot be parsed: `Error in source(file): /tmp/…/clean.R:3:0: unexpected end of input`. */
const unparsed = /(?<path>[^\s:]+\.[Rr]):(?<line>\d+):\d+: (?<text>.*)$/u;

/** As R's own traceback does where sources are kept: `helper("temp") at /tmp/…/clean.R#3`. */
const framePattern = /^\s*(?<code>.*?) at (?<path>\S+\.[Rr])#(?<line>\d+)$/u;
const wrapped = /^(?:\{?"faasr_user_function":\s*"?)?Errors in the user function - /u;

/** The function whose call stands in a frame. */
const callee = /^([\w.]+)\(/u;

/** In R's stack a frame's place is where it calls from, so that the function it stands in is the one before it. */
const readFrames = (lines: readonly string[], sources: readonly string[]): readonly Frame[] => lines.flatMap((line, index): readonly Frame[] => {
	const {code, path, line: number} = framePattern.exec(line)?.groups ?? {};
	if (code === undefined || path === undefined || number === undefined || !isUserPath(path)) {
		return [];
	}

	const inside = callee.exec((lines[index - 1] ?? '').trim().replace(/ at \S+$/u, ''))?.[1];
	return [{file: toUserPath(path, sources), line: Number(number), ...(inside !== undefined && !inside.startsWith('do.call') && {inside}), code}];
});

/** Reads R's own words for an error, with the call stack behind them. */
export const readRError = (text: string, stack: readonly string[], sources: readonly string[]): Cause => {
	const {path, line, text: problem} = unparsed.exec(text)?.groups ?? {};
	return path === undefined || line === undefined || problem === undefined
		? createCause(text.replace(wrapped, '').trim(), readFrames(stack, sources))
		: createCause(`Syntax error: ${problem}`, [{file: toUserPath(path, sources), line: Number(line)}]);
};
