import {type Invocation} from '../../core/log/invocation.js';
import {listFilePrefixes} from '../../core/files/list-prefixes.js';
import {isSilent} from '../../core/run/is-silent.js';
import {type RunState} from '../../core/run/run-state.js';
import {type AssertionsState} from '../../testing/assertions/assertion-store.js';
import {getLogTail} from '../../run/runner/get-log-tail.js';
import {type LoadedWorkflow} from '../../run/runner/load-workflow.js';
import {type NextCommand, renderSummary} from '../../screen/summary.js';
import {detectTerminal} from '../../screen/frame/theme.js';
import {type RunSession} from './open-session.js';
import {type RunOptions} from './run-options.js';

// What no shell takes for anything but itself.
const plainWord = /^[\w@%+=:,./-]+$/u;

const quoteWord = (word: string): string => plainWord.test(word) ? word : `'${word.replaceAll('\'', String.raw`'\''`)}'`;

const describePlace = ({isLocal, dataDir, functionsDir}: {readonly isLocal: boolean} & Pick<RunOptions, 'dataDir' | 'functionsDir'>): readonly string[] => [
	...(isLocal ? ['--local'] : []),
	...(dataDir === undefined ? [] : ['--data-dir', dataDir]),
	...(functionsDir === undefined ? [] : ['--functions-dir', functionsDir]),
];

/** Before its first container has begun to work, an invocation is found by its id and its timestamp only. */
const describeTimestamp = ({nodes}: RunState, {timestamp}: Invocation): readonly string[] =>
	[...nodes.values()].every(node => isSilent(node)) ? ['--timestamp', timestamp] : [];

type Session = Pick<RunSession, 'runner' | 'isLocal' | 'endsWithUs'>;
type Named = Pick<RunOptions, 'dataDir' | 'functionsDir' | 'shouldKeep'> & {readonly loaded: Pick<LoadedWorkflow, 'path'>};

const joinWords = (words: readonly string[]): string => words.map(word => quoteWord(word)).join(' ');

/** What shows the logs of the run in a shell; nothing before a run, and where its data is of this process alone. */
export const describeLogsCommand = ({runner, isLocal}: Pick<Session, 'runner' | 'isLocal'>, {loaded: {path}, dataDir}: Named): string | undefined => {
	const {invocation} = runner.store.getSnapshot();
	return invocation === undefined || (isLocal && dataDir === undefined)
		? undefined
		: joinWords(['faasr-tui', 'logs', path, '--invocation-id', invocation.id, ...describePlace({isLocal, dataDir, functionsDir: undefined})]);
};

/** Whether the document says where its functions write: only there files are looked for. */
const namesFiles = (runner: Session['runner']): boolean => listFilePrefixes(runner.workflow.document, '').prefixes.length > 0;

/** Whether the files of a run are deleted with this process. */
export const losesFiles = ({endsWithUs}: Pick<Session, 'endsWithUs'>, {dataDir, shouldKeep}: Pick<RunOptions, 'dataDir' | 'shouldKeep'>): boolean => endsWithUs && dataDir === undefined && !shouldKeep;

/** What becomes of files that are deleted with this process, and how to keep them; nothing where none are. */
export const describeLostFiles = (session: Pick<Session, 'runner' | 'endsWithUs'>, options: Pick<RunOptions, 'dataDir' | 'shouldKeep'>): string | undefined => {
	const {outcome} = session.runner.store.getSnapshot();
	return losesFiles(session, options) && outcome !== 'IDLE' && namesFiles(session.runner) ? 'What it wrote is deleted with the local cloud: to keep it, add' : undefined;
};

/** What fetches the files of the run in a shell; nothing before its end, where the document names none, and where they are gone with this process. */
export const describeFilesCommand = ({runner, isLocal}: Pick<Session, 'runner' | 'isLocal'>, {loaded: {path}, dataDir}: Named): string | undefined => {
	const {invocation, outcome} = runner.store.getSnapshot();
	const areGone = isLocal && dataDir === undefined;
	return invocation === undefined || areGone || outcome === 'RUNNING' || outcome === 'IDLE' || !namesFiles(runner)
		? undefined
		: joinWords(['faasr-tui', 'get', path, '--all', '--invocation-id', invocation.id, ...describePlace({isLocal, dataDir, functionsDir: undefined})]);
};

const goesOn = ({outcome}: RunState): boolean => outcome === 'RUNNING';

/** What to type next, to watch a run that goes on or to resume one that did not complete; nothing where its data is gone with the local cloud. */
const describeGoingOn = ({runner, isLocal, endsWithUs}: Session, options: Named): readonly NextCommand[] => {
	const state = runner.store.getSnapshot();
	const {invocation, outcome} = state;
	if (invocation === undefined || outcome === 'COMPLETED' || outcome === 'IDLE') {
		return [];
	}

	if (isLocal && options.dataDir === undefined) {
		return [{purpose: 'To resume a local run later, keep its data: add', command: '--data-dir FOLDER'}];
	}

	const words = (name: string, ...more: readonly string[]): string =>
		joinWords(['faasr-tui', name, options.loaded.path, '--invocation-id', invocation.id, ...more, ...describePlace({isLocal, ...options})]);
	if (goesOn(state) && !endsWithUs) {
		return [{purpose: 'Watch it again:', command: words('watch', ...describeTimestamp(state, invocation))}];
	}

	// A local run that was left has been stopped: what it did stays, and the rest can be run.
	return runner.planResume({kind: 'failed'}).refusal === undefined || goesOn(state) ? [{purpose: 'Resume it:', command: words('resume')}] : [];
};

/** What to type next: to go on with the run, and to fetch its files, or where they were saved. */
export const describeNextCommands = (session: Session, options: Named, savedIn?: string): readonly NextCommand[] => {
	const command = describeFilesCommand(session, options);
	const goingOn = describeGoingOn(session, options);
	const lost = goingOn.length > 0 || savedIn !== undefined ? undefined : describeLostFiles(session, options);
	return [
		...goingOn,
		...savedIn === undefined ? [] : [{purpose: 'Files were saved in', command: quoteWord(savedIn)}],
		...command === undefined ? [] : [{purpose: 'Fetch its files:', command}],
		...lost === undefined ? [] : [{purpose: lost, command: '--data-dir FOLDER'}],
	];
};

export type SummaryOptions = {
	/** What the cancel could not stop. */
	readonly unstopped: string | undefined;
	readonly cleanText: (text: string) => string;
	/** The test file that ran beside the workflow. */
	readonly tests: AssertionsState | undefined;
	/** The run has ended before its verdict, with the local cloud. */
	readonly isStopped: boolean;
	/** Where files of the run were saved. */
	readonly savedIn: string | undefined;
};

/** Writes what stays on the normal screen after the run: table, tails of failing logs, verdict, what still runs, and what to type next. */
export const writeSummary = (session: RunSession, options: RunOptions, {unstopped, cleanText, tests, isStopped, savedIn}: SummaryOptions): void => {
	const {store} = session.runner;
	const {stdout, env, clock, screen} = options;
	const state = store.getSnapshot();
	if (state.triggeredAt === undefined) {
		if (unstopped !== undefined) {
			stdout.write(`${cleanText(unstopped)}\n`);
		}

		return;
	}

	const failed = [...state.nodes.values()].filter(node => node.status === 'FAILED');
	stdout.write(renderSummary(state, {
		...detectTerminal(env),
		hasColor: stdout.hasColor,
		themeName: screen?.theme,
		columns: stdout.columns,
		failingLogTail: new Map(failed.map(node => [node.id, getLogTail(store.logs.lines, node.id)])),
		unstopped,
		tests,
		isStopped,
		nextCommands: describeNextCommands(session, options, savedIn),
		cleanText,
		now: clock.now(),
	}));
};
