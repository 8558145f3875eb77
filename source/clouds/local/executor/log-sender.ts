import {type LogLevel, type RunLog} from './run-log.js';

/**
Buffers FaaSr's log lines until a flush, as each of its two processes does: the container's main process and the RPC server.

Lines of the server are stored twice, because upstream two handlers serve it after the fork (faasr.md 2b).
*/
export type LogSender = {
	readonly debug: (source: string, message: string) => void;
	readonly info: (source: string, message: string) => void;
	readonly warning: (source: string, message: string) => void;
	/** An ERROR flushes at once. */
	readonly error: (source: string, message: string) => Promise<void>;
	/** Several ERRORs in one flush: FaaSr takes one for each, and whoever reads between them sees an error without its traceback. */
	readonly errors: (source: string, messages: readonly string[]) => Promise<void>;
	readonly flush: () => Promise<void>;
	/** Stores a user's own text right away, ahead of what is buffered. */
	readonly writeUserText: (text: string) => Promise<void>;
	/** The lines that a forked process starts with. */
	readonly buffered: () => readonly string[];
};

type Options = {
	readonly runLog: RunLog;
	readonly append: (text: string) => Promise<void>;
	readonly copies: 1 | 2;
	readonly inherited?: readonly string[];
};

/** Creates the log sender of one of FaaSr's processes. */
export const createLogSender = ({runLog, append, copies, inherited = []}: Options): LogSender => {
	let buffer: string[] = [...inherited];
	const log = (level: LogLevel, source: string, message: string): void => {
		const line = runLog.line(level, source, message);
		buffer.push(...Array.from({length: copies}, () => line));
	};

	const send = async (text: string): Promise<void> => {
		await append(text);
		log('DEBUG', 'log.py', 'Log succesfully uploaded');
	};

	const flush = async (): Promise<void> => {
		if (buffer.length > 0) {
			const text = buffer.join('\n');
			buffer = [];
			await send(text);
		}
	};

	return {
		debug(source, message) {
			log('DEBUG', source, message);
		},
		info(source, message) {
			log('INFO', source, message);
		},
		warning(source, message) {
			log('WARNING', source, message);
		},
		async error(source, message) {
			const line = runLog.line('ERROR', source, message);
			for (let copy = 0; copy < copies; copy++) {
				buffer.push(line);
				await flush();
			}
		},
		async errors(source, messages) {
			for (const message of messages) {
				log('ERROR', source, message);
			}

			await flush();
		},
		flush,
		async writeUserText(text) {
			await send(text);
		},
		buffered: () => [...buffer],
	};
};
