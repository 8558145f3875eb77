import {createLogStore, type LogBounds, type WritableLogStore} from '../../../source/run/runner/log-store.js';
import {type LogEntry} from '../../../source/run/runner/log-entry.js';
import {createMessageReader} from '../../../source/screen/log/create-message-reader.js';
import {type LogQuery} from '../../../source/screen/log/log-query.js';
import {isMark, type LogRows} from '../../../source/screen/log/log-rows.js';

export const createEntry = (message: string, rest: Partial<LogEntry> = {}): LogEntry => ({
	node: 'compute', message, text: message, at: 0, isNoise: false, ...rest,
});

export const everything: LogQuery = {level: 'all', isNoiseShown: true, shown: {hasNode: false, hasOrigin: false}};

export const plainReader = createMessageReader(text => text);

/** A store that has these lines, as far as it keeps them. */
export const createFilledStore = (entries: readonly LogEntry[], bounds: Partial<LogBounds> = {}): WritableLogStore => {
	const store = createLogStore(bounds);
	store.append(entries);
	return store;
};

/** Rows as one text: messages, `--` for a mark. */
export const showRows = (rows: LogRows, {lines}: WritableLogStore): string => Array.from({length: rows.length}, (_, index) => {
	const row = rows.get(index)!;
	return isMark(row) ? '--' : lines.at(row)?.message;
}).join(' ');
