import {pickSettings} from '../../clouds/credentials/settings.js';
import {checkDocument, requireWorkflow} from '../../run/runner/load-workflow.js';
import {type CommandContext} from '../command-context.js';
import {findDocument} from '../find-document.js';
import {readScreenFlags, type ScreenArguments} from './run-flags.js';
import {type RunOptions} from './run-options.js';

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
	readonly expect?: boolean;
	readonly expectFile?: string | readonly string[] | undefined;
	readonly update?: boolean;
	readonly failFast?: boolean;
};

export type PlainLinesOptions = {
	/** `--ci`, or a reporter. */
	readonly isAsked: boolean;
	/** Lines that are only added: they need a terminal, and no more. */
	readonly isAccessible: boolean;
	readonly env: Readonly<Record<string, string | undefined>>;
};

const describeLack = ({isAccessible, env}: PlainLinesOptions, {isInteractive, stdout}: Pick<CommandContext, 'isInteractive' | 'stdout'>): string | undefined => {
	if (!stdout.isTty) {
		return 'stdout is not a terminal';
	}

	if (!isInteractive) {
		return 'stdin is not a terminal, so there are no keys';
	}

	return env['TERM'] === 'dumb' && !isAccessible ? 'a terminal with TERM=dumb has no screen' : undefined;
};

/** Decides between screen and plain lines. Where the terminal decides it, outside of a pipeline, there is a sentence about it. */
export const choosePlainLines = (wish: PlainLinesOptions, context: Pick<CommandContext, 'isInteractive' | 'stdout'>): Pick<RunOptions, 'isCi' | 'plainReason'> => {
	const lack = wish.isAsked ? undefined : describeLack(wish, context);
	const isPipeline = Boolean(wish.env['CI']);
	return {
		isCi: wish.isAsked || lack !== undefined,
		...(lack !== undefined && !isPipeline && {plainReason: `${lack}: running as with --ci.`}),
	};
};

/** A flag that may be given several times, as a list: yargs gives text for one and an array for more. */
export const toList = (flag: string | readonly string[] | undefined): readonly string[] => flag === undefined ? [] : [flag].flat();

/** What the flags of a command that runs or watches a workflow say, its document found and read. Throws a `FaasrTuiError` for one that is not there or invalid. */
export const readRunOptions = async (argv: RunArguments, context: CommandContext): Promise<RunOptions> => {
	const {env, envFile} = context.loadSettings();
	const picked = pickSettings({env, envFile});
	const loaded = requireWorkflow(checkDocument(await findDocument({
		argument: argv.workflow ?? argv.workflowFile, environmentFile: picked['TEST_WORKFLOW_FILE'], readFile: context.readFile,
	})));
	const reporters = toList(argv.reporter);
	const screen = readScreenFlags(argv, picked);
	return {
		loaded,
		...choosePlainLines({isAsked: argv.ci || reporters.length > 0, isAccessible: screen.isAccessible ?? false, env}, context),
		reporters,
		eventsFile: toList(argv.events).at(-1),
		testFile: toList(argv.test).at(-1),
		expect: argv.expect === true || argv.expectFile !== undefined ? {file: toList(argv.expectFile).at(-1), shouldUpdate: argv.update ?? false} : undefined,
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
