import {pickSettings} from '../../clouds/credentials/settings.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {parseRecording} from '../../report/recording/read-recording.js';
import {type CommandContext} from '../command-context.js';
import {choosePlainLines, toList} from '../run/read-run-options.js';
import {readScreenFlags, type ScreenArguments} from '../run/run-flags.js';
import {type ReplayOptions} from './replay-options.js';

/** The flags as yargs gives them. */
export type ReplayArguments = ScreenArguments & {
	readonly file: string;
	readonly ci: boolean;
	readonly speed?: number | undefined;
	readonly reporter?: string | readonly string[] | undefined;
};

const readText = async (file: string, {readFile}: CommandContext): Promise<string> => {
	try {
		return await readFile(file);
	} catch (error) {
		throw new FaasrTuiError(`The recording ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`, {
			code: 'usage', hint: 'Name a file that was recorded with --events FILE.', cause: error,
		});
	}
};

/** What the flags of `replay` say, its file read. */
export const readReplayOptions = async (argv: ReplayArguments, context: CommandContext): Promise<ReplayOptions> => {
	const {stdout, stderr, clock, signals} = context;
	const settings = context.loadSettings();
	const {env} = settings;
	const reporters = toList(argv.reporter);
	const screen = readScreenFlags(argv, pickSettings(settings));
	return {
		...choosePlainLines({isAsked: argv.ci || reporters.length > 0, isAccessible: screen.isAccessible ?? false, env}, context),
		file: argv.file,
		speed: argv.speed,
		events: parseRecording(argv.file, await readText(argv.file, context)),
		reporters,
		screen,
		env, stdout, stderr, clock, signals,
	};
};
