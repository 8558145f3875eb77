import {useState, useSyncExternalStore} from 'react';
import {type LogStore} from '../../runner/run-store.js';
import {emptyLogIndex, type LogFilter, type LogRow, updateLogIndex} from '../components/log-pane/log-rows.js';

/** Reads the log lines that pass the filter and draws again when there are new ones. */
export const useLogRows = (logs: LogStore, filter: LogFilter): readonly LogRow[] => {
	const entries = useSyncExternalStore(logs.subscribe, logs.getSnapshot);
	const [index, setIndex] = useState(emptyLogIndex);
	const next = updateLogIndex(index, {entries, droppedCount: logs.droppedCount(), filter});
	// State derived while drawing: React draws again at once, with this index, before anything is shown.
	if (next !== index) {
		setIndex(next);
	}

	return next.rows;
};
