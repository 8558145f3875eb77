import {startsAttempt} from '../log/fold-log-facts.js';
import {type LogLine} from '../log/log-line.js';

/** From when to when (ms since the epoch, by the bucket's clock). */
export type TimeSpan = {readonly from: number; readonly to: number};

/** When a node worked, and when it asked FaaSr to put and to get files. */
export type NodeWork = TimeSpan & {
	readonly node: string;
	readonly action: string;
	/** From each `faasr_put_file` to the next line of FaaSr, in their order. */
	readonly puts: readonly TimeSpan[];
	/** When it last asked for a file; absent when it never did. */
	readonly gotAt?: number;
};

/** What the lines of a log's last attempt say so far, in seconds since its start. */
export type WorkFold = {
	readonly seconds: number;
	readonly puts: ReadonlyArray<{readonly from: number; readonly to?: number}>;
	/** Of the last `faasr_get_file`. */
	readonly gotAt?: number;
};

export const emptyWork: WorkFold = {seconds: 0, puts: []};

const asksTo = (request: 'faasr_put_file' | 'faasr_get_file', {source, message}: LogLine): boolean =>
	source === 'faasr_server.py' && message === `Processing request: ${request}`;

const endLast = (puts: WorkFold['puts'], seconds: number): WorkFold['puts'] => {
	const last = puts.at(-1);
	return last === undefined || last.to !== undefined || seconds < last.from ? puts : [...puts.slice(0, -1), {...last, to: seconds}];
};

/** Adds the next line of a node's log. FaaSr's server names the request, not the file, before it does it (faasr.md 2c). */
export const foldWork = (fold: WorkFold, line: LogLine): WorkFold => {
	const {seconds} = line;
	if (seconds === undefined) {
		return fold;
	}

	const before = startsAttempt(line) ? emptyWork : fold;
	const ended = endLast(before.puts, seconds);
	return {
		...before,
		seconds: Math.max(before.seconds, seconds),
		puts: asksTo('faasr_put_file', line) ? [...ended, {from: seconds}] : ended,
		...(asksTo('faasr_get_file', line) && {gotAt: seconds}),
	};
};

export type WorkTimes = {
	readonly node: string;
	readonly action: string;
	/** When its log was last written: its last line tells how long after its start that was. */
	readonly logAt: number;
	/** When its `.done` was written; absent where it has none. */
	readonly doneAt?: number | undefined;
};

/** When a node worked, by the times of its objects and the seconds in its log. */
export const toNodeWork = ({seconds, puts, gotAt}: WorkFold, {node, action, logAt, doneAt = logAt}: WorkTimes): NodeWork => {
	const from = logAt - Math.round(seconds * 1000);
	const to = Math.max(logAt, doneAt);
	const at = (second: number): number => from + Math.round(second * 1000);
	const spans = puts.map(put => ({from: at(put.from), to: put.to === undefined ? to : at(put.to)}));
	// The seconds of a log step back now and then.
	return {node, action, from, to, puts: spans.toSorted((a, b) => a.from - b.from), ...(gotAt !== undefined && {gotAt: at(gotAt)})};
};
