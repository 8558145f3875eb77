import {type Settings} from '../../clouds/credentials/settings.js';
import {type CrashSource, type SignalSource} from '../../environment/process-events.js';
import {type Clock} from '../../ports/clock.js';
import {type Output} from '../../ports/output.js';
import {type LoadedWorkflow} from '../../run/runner/load-workflow.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {type ScreenFlags} from './run-flags.js';

/** What the process gives to a command. */
export type ProcessOptions = Settings & {
	readonly stdout: Output;
	readonly stderr: Output;
	readonly clock: Clock;
	readonly signals: SignalSource;
	/** Bugs that surface outside of what is awaited; without it they end the process. */
	readonly crashes?: CrashSource | undefined;
	/** Told the values that must not be shown, for what is written outside of the run: a bug report. */
	readonly rememberSecrets?: ((secrets: readonly string[], names: readonly string[]) => void) | undefined;
};

/** Which workflow runs, where, and how it is watched: all that `ls` and `logs` need. */
export type SessionOptions = ProcessOptions & {
	readonly loaded: LoadedWorkflow;
	/** Plain lines instead of the screen. */
	readonly isCi: boolean;
	/** The local cloud was asked for. */
	readonly isLocal: boolean;
	/** Of a local cloud only its data folder is read: nothing is run. */
	readonly isReading?: boolean;
	readonly functionsDir: string | undefined;
	readonly dataDir: string | undefined;
	readonly shouldKeep: boolean;
	/** Seconds. */
	readonly timeout: number;
	/** Seconds. */
	readonly checkInterval: number;
	readonly shouldStreamLogs: boolean;
	/** Plain lines show what functions print, too. @default false */
	readonly shouldReadRunLogs?: boolean;
};

/** What is done with the run. */
type StartOptions = {
	/** Interactive mode: dispatch at once instead of waiting for the key. */
	readonly shouldTrigger: boolean;
	/** What to do instead of triggering the workflow: attach to a run, or resume one. */
	readonly begin?: (runner: WorkflowRunner, say: (text: string) => void) => Promise<unknown>;
	/** Somebody else's run is watched: a signal, and the end of this process, leave it alone. */
	readonly isWatching?: boolean;
	/** Cancels the rest as soon as a function fails. */
	readonly shouldFailFast?: boolean;
	/** A test file that runs beside the workflow. */
	readonly testFile?: string | undefined;
	/** What the run is checked against at its end. */
	readonly expect?: {readonly file: string | undefined; readonly shouldUpdate: boolean} | undefined;
};

/** Who is told of the run. */
type ReportOptions = {
	/** Why there are plain lines although nobody asked for them, a sentence. */
	readonly plainReason?: string;
	/** Reporters as `--reporter` names them, `name` or `name=file`; the standard one when absent. */
	readonly reporters?: readonly string[];
	/** Records the run in this file. */
	readonly eventsFile?: string | undefined;
	/** How the screen looks and behaves. */
	readonly screen?: ScreenFlags;
};

/** Everything the run command takes from outside. */
export type RunOptions = SessionOptions & StartOptions & ReportOptions;
