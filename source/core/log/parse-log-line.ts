import {type LogLevel, type LogLine} from './log-line.js';

const prefixed = /^\[(\d+(?:\.\d+)?)\] \[(DEBUG|INFO|WARNING|ERROR|CRITICAL)\] \[([\w.-]+\.py)\] (.*)$/u;

/**
The source files of FaaSr_py that write to a log (faasr.md 2b).

Users can print lines that look alike, so a level is believed only behind one of these names.
*/
const knownSources: ReadonlySet<string> = new Set([
	'executor.py', 'scheduler.py', 'faasr_payload.py', 'faasr_entry.py', 'faasr_server.py', 'log.py', 'get_file.py',
	'put_file.py', 'delete_file.py', 'get_folder_list.py', 'get_s3_creds.py', 'secret.py', 'rank.py', 'graph_functions.py',
	'faasr_lock.py', 'faasr_start_invoke_helper.py', 'py_func_helper.py', 's3_helper_functions.py',
]);

const isKnownSource = (source: string): boolean => knownSources.has(source) || source.startsWith('vm_');

const noise = [
	/^Log succesfully uploaded$/u,
	/^Processing request: /u,
	/^Polling localhost$/u,
	/^Prepending workflow name\. /u,
	/^Starting server on localhost port /u,
	/^(?:Starting|Finished installing) dependenc(?:y install|ies)$/u,
	/^Put function_completions\//u,
];

const isNoise = (level: string, message: string): boolean =>
	(level === 'DEBUG' || level === 'INFO') && noise.some(pattern => pattern.test(message));

/** A line of a run's own log that the function's process wrote: FaaSr's helpers there print without a time. */
const untimed = /^\[(DEBUG|INFO|WARNING|ERROR|CRITICAL)\] \[([\w.-]+\.(?:py|R))\] (.*)$/u;

/** Reads one line of a run's own log: as a line of a log object, or one that FaaSr's helpers print without a time. */
export const parseRunLogLine = (text: string): LogLine => {
	const [, level, source, message] = untimed.exec(text) ?? [];
	return level === undefined || source === undefined || message === undefined
		? parseLogLine(text)
		: {text, level: level as LogLevel, source, message, isNoise: false};
};

/** Reads one line of a log object as FaaSr_py writes it; anything else is the user's text. */
export const parseLogLine = (text: string): LogLine => {
	const [, seconds, level, source, message] = prefixed.exec(text) ?? [];
	if (seconds === undefined || level === undefined || source === undefined || message === undefined || !isKnownSource(source)) {
		return {text, message: text, isNoise: false};
	}

	return {
		text, seconds: Number(seconds), level: level as LogLevel, source, message, isNoise: isNoise(level, message),
	};
};
