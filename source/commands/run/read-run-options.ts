import {pickSettings} from '../../clouds/credentials/settings.js';
import {type CommandContext} from '../command-context.js';
import {findDocument} from '../find-document.js';
import {choosePlainLines} from './choose-plain-lines.js';
import {type RunOptions} from './run-options.js';
import {readScreenWishes, type ScreenArguments} from './screen-flags.js';

/** The flags as yargs gives them; `runFlags` describes each. */
type RunArguments = ScreenArguments & {
	readonly workflow?: string | undefined;
	readonly workflowFile: string | undefined;
	readonly ci: boolean;
	readonly local: boolean;
	readonly trigger: boolean;
	readonly timeout: number;
	readonly checkInterval: number;
	readonly streamLogs: boolean;
	readonly runLog?: boolean;
	readonly functionsDir: string | undefined;
	readonly dataDir: string | undefined;
	readonly keep: boolean;
	readonly reporter?: string | readonly string[] | undefined;
	readonly events?: string | undefined;
	readonly test?: string | undefined;
	readonly failFast?: boolean;
};

/** A flag that may be given several times, as a list: yargs gives text for one and an array for more. */
export const toList = (flag: string | readonly string[] | undefined): readonly string[] => flag === undefined ? [] : [flag].flat();

/** What the flags of a command that runs or watches a workflow say, its document found. */
export const readRunOptions = async (argv: RunArguments, context: CommandContext): Promise<RunOptions> => {
	const {env, envFile} = context.loadSettings();
	const picked = pickSettings({env, envFile});
	const document = await findDocument({
		argument: argv.workflow ?? argv.workflowFile, environmentFile: picked['TEST_WORKFLOW_FILE'], readFile: context.readFile,
	});
	const reporters = toList(argv.reporter);
	const screen = readScreenWishes(argv, picked);
	return {
		workflowFile: document.path,
		...choosePlainLines({isAsked: argv.ci || reporters.length > 0, isAccessible: screen.isAccessible ?? false, env}, context),
		reporters,
		eventsFile: toList(argv.events).at(-1),
		testFile: toList(argv.test).at(-1),
		shouldFailFast: argv.failFast ?? false,
		isLocal: argv.local,
		shouldTrigger: argv.trigger,
		timeout: argv.timeout,
		checkInterval: argv.checkInterval,
		shouldStreamLogs: argv.streamLogs,
		shouldReadRunLogs: argv.runLog ?? false,
		functionsDir: argv.functionsDir,
		dataDir: argv.dataDir,
		shouldKeep: argv.keep,
		screen,
		env,
		envFile,
		stdout: context.stdout,
		stderr: context.stderr,
		clock: context.clock,
		signals: context.signals,
		crashes: context.crashes,
		rememberSecrets: context.secrets?.remember,
	};
};
