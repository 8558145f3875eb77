import {
	closeSync, constants, fstatSync, openSync, readSync, realpathSync, renameSync, rmSync, writeFileSync, writeSync,
} from 'node:fs';
import path from 'node:path';
import {parseJournalLine, type JournalLine} from './journal-line.js';
import {getFullName, type Repository} from './repository.js';
import {type WorkflowRun} from './workflow-run.js';

/** Runs written down as they change, so that a later API on the same folder knows them. */
export type RunJournal = {
	/** The runs of earlier APIs as they stood last, oldest first: the newest 5,000. */
	readonly earlier: readonly WorkflowRun[];
	/** What cannot be written is lost with the process; no run fails of it. */
	readonly write: (run: WorkflowRun) => void;
	readonly close: () => void;
};

/** What the work gives; `undefined` when the disk does not let it. */
const attempt = <Result>(work: () => Result): Result | undefined => {
	try {
		return work();
	} catch {
		return undefined;
	}
};

/** The newest part of a longer file, which nobody waits for: some 25,000 lines. */
const maxBytes = 16 * 1024 * 1024;
/** The newest runs; lists and their pages are made of all of them. */
const maxRunCount = 5000;

/** The end of a regular file, from a line's beginning. */
const readEnd = (file: string): string => {
	const handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK); // eslint-disable-line no-bitwise
	try {
		const stats = fstatSync(handle);
		const start = Math.max(0, stats.size - maxBytes);
		const bytes = new Uint8Array(stats.isFile() ? stats.size - start : 0);
		const text = new TextDecoder().decode(bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, start)));
		return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
	} finally {
		closeSync(handle);
	}
};

const readLines = (file: string): readonly JournalLine[] => {
	const text = attempt(() => readEnd(file)) ?? '';
	const lines = text.split('\n').flatMap(line => parseJournalLine(line) ?? []);
	return [...new Map(lines.map(line => [line.id, line])).values()].slice(-maxRunCount);
};

/** Keeps how each run stood last, and opens the file for more. A folder that is removed later does not come back with a line. */
const open = (file: string, lines: readonly JournalLine[]): number | undefined => attempt(() => {
	const draft = `${file}.draft`;
	rmSync(draft, {force: true});
	writeFileSync(draft, lines.map(line => `${JSON.stringify(line)}\n`).join(''), {flag: 'wx', mode: 0o600});
	renameSync(draft, file);
	return openSync(file, 'a', 0o600);
});

/** Neither dots nor a link may lead out of the folder. */
const isInside = (dir: string, file: string): boolean => {
	const real = attempt(() => realpathSync(file));
	return file.startsWith(dir + path.sep) && (real === undefined || real.startsWith(realpathSync(dir) + path.sep));
};

type Attempts = WorkflowRun['attempts'];

/** The attempts with their log files elsewhere; without those that `move` refuses. */
const moveLogFiles = ([first, ...rest]: Attempts, move: (logFile: string) => string | undefined): Attempts => {
	const moveOne = ({logFile, ...attempt}: Attempts[number]): Attempts[number] => {
		const moved = logFile === undefined ? undefined : move(logFile);
		return {...attempt, ...(moved !== undefined && {logFile: moved})};
	};

	return [moveOne(first), ...rest.map(attempt => moveOne(attempt))];
};

/** Opens the journal in `file`, made when it is not there; `isReadOnly` neither makes nor writes it. Runs of workflow files that these repositories do not have stay in it and are not given. */
export const openRunJournal = (file: string, repositories: readonly Repository[], {isReadOnly = false}: {readonly isReadOnly?: boolean | undefined} = {}): RunJournal => {
	const dir = path.dirname(file);
	const lines = readLines(file);
	let handle = isReadOnly ? undefined : open(file, lines);
	const resolve = (logFile: string): string | undefined => {
		const resolved = path.join(dir, logFile);
		return isInside(dir, resolved) ? resolved : undefined;
	};

	return {
		earlier: lines.flatMap(line => {
			const repository = repositories.find(each => getFullName(each) === line.repository);
			const workflow = repository?.workflows.find(({path: file}) => file === line.workflow.path);
			return repository === undefined || workflow === undefined
				? []
				: [{...line, repository, workflow, attempts: moveLogFiles(line.attempts, resolve)}];
		}),
		write(run) {
			if (handle === undefined) {
				return;
			}

			const opened = handle;
			const line: JournalLine = {...run, repository: getFullName(run.repository), attempts: moveLogFiles(run.attempts, logFile => path.relative(dir, logFile))};
			attempt(() => writeSync(opened, `${JSON.stringify(line)}\n`));
		},
		close() {
			if (handle !== undefined) {
				closeSync(handle);
				handle = undefined;
			}
		},
	};
};
