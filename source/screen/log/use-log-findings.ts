import {useEffect, useReducer, useState, useSyncExternalStore} from 'react';
import {type Clock} from '../../ports/clock.js';
import {type LogStore} from '../../run/runner/run-store.js';
import {type MessageReader} from './create-message-reader.js';
import {type LogFindings, LogView, type LogWish} from './log-view.js';

export type LogFindingsOptions = {
	readonly logs: LogStore;
	readonly reader: MessageReader;
	readonly clock: Clock;
};

// Often enough to see it go on; each frame costs more than a slice of the work.
const drawIntervalMs = 200;

/**
Finds what is wished for in the log, and draws again when lines have come or more is found.

This is the one place where the screen works while React renders: each frame looks at one slice of the log, some milliseconds
at most, so that it shows at once what a key asked for. Drawing twice finds the same. Of a long log the rest is looked at between frames, a
slice at each turn of the event loop, so that keys are answered meanwhile.
*/
export const useLogFindings = ({logs, reader, clock}: LogFindingsOptions, wish: LogWish): LogFindings & {readonly revision: number} => {
	const version = useSyncExternalStore(logs.subscribe, logs.lines.getVersion);
	const [workCount, countWork] = useReducer((count: number) => count + 1, 0);
	const [view] = useState(() => new LogView(logs.lines, reader));
	const findings = view.look(wish);
	const isUnfinished = findings.progress !== undefined;
	useEffect(() => {
		if (!isUnfinished) {
			return;
		}

		let drawnAt = clock.now();
		const work = (): void => {
			const hasMore = view.work();
			if (hasMore) {
				next = setImmediate(work);
			}

			if (!hasMore || clock.now() - drawnAt >= drawIntervalMs) {
				drawnAt = clock.now();
				countWork();
			}
		};

		let next = setImmediate(work);
		return () => {
			clearImmediate(next);
		};
	}, [view, clock, isUnfinished]);
	return {...findings, revision: version + workCount};
};
