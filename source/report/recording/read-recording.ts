import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {updateRuns} from './update-runs.js';
import {readMajors, recordingFormat, type TimedEvent} from './recorded-event.js';

type Json = Readonly<Record<string, unknown>>;

const hint = 'Record a run with "faasr-tui main.json --events FILE".';

const refuse = (file: string, why: string, advice = hint): FaasrTuiError =>
	new FaasrTuiError(`${file} cannot be replayed: ${why}.`, {code: 'usage', hint: advice});

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const parseLine = (line: string): unknown => {
	try {
		return JSON.parse(line) as unknown;
	} catch {
		return undefined;
	}
};

const getMajor = (version: string): string => version.split('.', 1)[0] ?? '';

const assertVersion = (file: string, first: unknown): void => {
	if (!isObject(first) || first['type'] !== 'version' || first['format'] !== recordingFormat) {
		throw refuse(file, 'not a faasr-tui recording (no version line)');
	}

	const {version} = first;
	if (typeof version !== 'string' || !readMajors.includes(getMajor(version))) {
		throw refuse(file, `it is of version ${JSON.stringify(version)}, and this faasr-tui reads ${readMajors.map(major => `${major}.x`).join(' and ')}`, 'Replay it with the faasr-tui that recorded it.');
	}
};

/** Of any other number the system takes the last eight bits: a failure of 256 would be a success. */
const isExitCode = (code: unknown): boolean => Number.isInteger(code) && Number(code) >= 0 && Number(code) <= 255;

// What of each event has to be there for it to be played; whatever else it lacks is only not shown.
const needs: Readonly<Record<string, (event: Json) => boolean>> = {
	snapshot: ({document, run, nodes, platformRuns}) => isObject(document) && isObject(run) && Array.isArray(nodes) && nodes.every(node => isNode(node)) && Array.isArray(platformRuns) && platformRuns.every(platformRun => isPlatformRun(platformRun)),
	'run.changed': ({run}) => isObject(run) && typeof run['outcome'] === 'string',
	'node.changed': ({node}) => isNode(node),
	'platform-run.changed': ({platformRun}) => isPlatformRun(platformRun),
	'log.grew': ({lines}) => Array.isArray(lines) && lines.every(line => isObject(line) && typeof line['node'] === 'string' && typeof line['text'] === 'string'),
	note: ({message}) => typeof message === 'string',
	warning: ({message}) => typeof message === 'string',
	result: ({outcome, exitCode, nodes}) => typeof outcome === 'string' && isExitCode(exitCode) && Array.isArray(nodes),
	error: ({message, exitCode}) => typeof message === 'string' && isExitCode(exitCode),
};

/** A text since 2.0, GitHub's number before. */
const isRunId = (id: unknown): boolean => typeof id === 'number' || (typeof id === 'string' && id.includes(':'));

const isNode = (node: unknown): boolean => isObject(node) && typeof node['id'] === 'string' && typeof node['status'] === 'string' && Array.isArray(node['runIds']) && node['runIds'].every(id => isRunId(id));

const isPlatformRun = (platformRun: unknown): boolean => isObject(platformRun) && isRunId(platformRun['id']);

const isLater = (event: Json, needed: (event: Json) => boolean): boolean => typeof event['at'] === 'number' && needed(event);

/**
Reads a recording: the events behind its version line, at least one snapshot first.

Throws a `FaasrTuiError` for a file that is none, is of another version, or has a broken line. A last line that was cut off
is left out: the recorder died while writing it. Types of events that a later minor version adds are left out, too.
*/
export const parseRecording = (file: string, text: string): readonly TimedEvent[] => {
	const lines = text.split('\n');
	assertVersion(file, parseLine(lines[0] ?? ''));
	const events: TimedEvent[] = [];
	for (const [index, line] of lines.entries()) {
		if (index === 0 || line.trim() === '') {
			continue;
		}

		const event = parseLine(line);
		const isCutOff = event === undefined && index === lines.length - 1;
		const needed = isObject(event) ? needs[String(event['type'])] : undefined;
		if (!isCutOff && (!isObject(event) || (needed !== undefined && !isLater(event, needed)))) {
			throw refuse(file, `line ${index + 1} is not an event`);
		}

		if (needed !== undefined) {
			events.push(updateRuns(event as TimedEvent));
		}
	}

	if (events[0]?.type !== 'snapshot') {
		throw refuse(file, 'it has no snapshot of a run behind its first line');
	}

	return events;
};
