import {type Clock} from '../../ports/clock.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {type Output} from '../../ports/output.js';
import {type CrashSource} from './crash-source.js';
import {type ScreenWishes} from './screen-flags.js';
import {type SignalSource} from './signal-source.js';

/** Everything the run command takes from outside. */
export type RunOptions = {
	/** The document as found on disk. */
	readonly workflowFile: string;
	/** Plain lines instead of the screen. */
	readonly isCi: boolean;
	/** Why there are plain lines although nobody asked for them, a sentence. */
	readonly plainReason?: string;
	/** The local cloud was asked for. */
	readonly isLocal: boolean;
	/** Interactive mode: dispatch at once instead of waiting for the key. */
	readonly shouldTrigger: boolean;
	/** Seconds. */
	readonly timeout: number;
	/** Seconds. */
	readonly checkInterval: number;
	readonly shouldStreamLogs: boolean;
	/** Plain lines show what functions print, too. @default false */
	readonly shouldReadRunLogs?: boolean;
	readonly functionsDir: string | undefined;
	readonly dataDir: string | undefined;
	readonly shouldKeep: boolean;
	/** Of a local cloud only its data folder is read: nothing is run. */
	readonly isReading?: boolean;
	/** Reporters as `--reporter` names them, `name` or `name=file`; the standard one when absent. */
	readonly reporters?: readonly string[];
	/** Records the run in this file. */
	readonly eventsFile?: string | undefined;
	/** A test file that runs beside the workflow. */
	readonly testFile?: string | undefined;
	/** Cancels the rest as soon as a function fails. */
	readonly shouldFailFast?: boolean;
	/** How the screen looks and behaves. */
	readonly screen?: ScreenWishes;
	/** The process's environment. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** What `.env` says; see `Settings`. */
	readonly envFile?: Readonly<Record<string, string | undefined>> | undefined;
	readonly stdout: Output;
	readonly stderr: Output;
	readonly clock: Clock;
	readonly signals: SignalSource;
	/** Bugs that surface outside of what is awaited; without it they end the process. */
	readonly crashes?: CrashSource | undefined;
	/** Told the values that must not be shown, for what is written outside of the run: a bug report. */
	readonly rememberSecrets?: ((secrets: readonly string[], names: readonly string[]) => void) | undefined;
	/** What to do instead of triggering the workflow: attach to a run, or resume one. */
	readonly begin?: (runner: WorkflowRunner, say: (text: string) => void) => Promise<unknown>;
	/** Somebody else's run is watched: a signal, and the end of this process, leave it alone. */
	readonly isWatching?: boolean;
};
