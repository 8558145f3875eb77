import {type Argv} from 'yargs';
import {type Settings} from '../clouds/credentials/settings.js';
import {type CrashSource, type SignalSource} from '../environment/process-events.js';
import {type KnownSecrets} from '../environment/error-cleaner.js';
import {type Clock} from '../ports/clock.js';
import {type Output} from '../ports/output.js';
import {type ReadFile} from './list-documents.js';

/** What the process gives to every command. */
export type CommandContext = {
	readonly stdout: Output;
	readonly stderr: Output;
	/** True when both stdin and stdout are a terminal. */
	readonly isInteractive: boolean;
	/** The environment and `.env`; read when a command needs it, so that `--help` does not. */
	readonly loadSettings: () => Settings;
	readonly readFile: ReadFile;
	readonly clock: Clock;
	readonly signals: SignalSource;
	readonly crashes?: CrashSource;
	readonly secrets?: KnownSecrets;
	/** What the process will exit with. */
	readonly exitWith: (code: number) => void;
};

/** Adds one command to the parser. Its work is imported when it runs. */
export type AddCommand = (parser: Argv, context: CommandContext) => Argv;

