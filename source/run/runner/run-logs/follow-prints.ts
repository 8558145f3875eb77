import {parseRunLogLine} from '../../../core/log/parse-log-line.js';
import {type Clock} from '../../../ports/clock.js';
import {type Platform} from '../../../ports/platform.js';
import {type WritableRunStore} from '../create-run-store.js';
import {type LogEntry} from '../log-entry.js';
import {type RunId} from '../../../core/run/run-id.js';

/** Prints are shown so long after they came, all that came meanwhile at once (ms). */
const gatherMs = 200;

export type FollowPrintsOptions = {
	readonly store: WritableRunStore;
	readonly platform: Pick<Platform, 'onPrint'>;
	readonly clock: Clock;
};

type Output = {readonly lines: string[]; rest: string};

/** What FaaSr's helpers print on the way to the function is chatter, unless something is wrong. */
const createEntry = (text: string, node: string, at: number): LogEntry => {
	const line = parseRunLogLine(text);
	const isChatter = (line.level === 'INFO' || line.level === 'DEBUG') || /^\{"faasr_\w+":/u.test(text);
	return {...line, source: line.source ?? 'print', isNoise: isChatter, node, at, isPrint: true};
};

/**
Adds what functions print to the lines of their nodes, while they print it, where the platform tells.

@returns the way to stop it, which adds what is left
*/
export const followPrints = ({store, platform, clock}: FollowPrintsOptions): (() => void) => {
	const outputs = new Map<RunId, Output>();
	const stopped = new AbortController();
	let isGathering = false;

	const flush = (): void => {
		const nodes = [...store.getSnapshot().nodes.values()];
		const at = clock.now();
		for (const [runId, {lines}] of outputs) {
			const node = nodes.find(({runIds}) => runIds.includes(runId));
			// A run that is not listed yet, or is of an earlier invocation, is nobody's.
			if (node !== undefined && lines.length > 0) {
				store.logs.append(lines.splice(0).filter(text => text !== '').map(text => createEntry(text, node.id, at)));
			}
		}
	};

	const gather = async (): Promise<void> => {
		isGathering = true;
		await Promise.allSettled([clock.sleep(gatherMs, {signal: stopped.signal})]);
		isGathering = false;
		flush();
	};

	const unsubscribe = platform.onPrint?.(({runId, text}) => {
		const output = outputs.get(runId) ?? {lines: [], rest: ''};
		outputs.set(runId, output);
		const lines = (output.rest + text).split(/\r?\n/u);
		output.rest = lines.pop()!;
		for (const line of lines) {
			output.lines.push(line);
		}

		if (!isGathering) {
			void gather();
		}
	});
	const unsubscribeStore = store.subscribe(flush);
	return () => {
		unsubscribe?.();
		unsubscribeStore();
		for (const output of outputs.values()) {
			output.lines.push(output.rest);
			output.rest = '';
		}

		flush();
		stopped.abort(new Error('Nobody follows the prints any more'));
	};
};
