import {type AddCommand} from '../command-context.js';
import {runFlags, screenFlags} from '../run/run-flags.js';

const {ci, reporter} = runFlags;
const {'exit-on-complete': _, ...flags} = screenFlags;

/** `faasr-tui replay events.ndjson`: shows a recorded run. */
export const addReplayCommand: AddCommand = (parser, context) => parser.command(
	'replay <file>',
	'Show a run that was recorded with --events or --reporter json=FILE',
	builder => builder
		.positional('file', {type: 'string', demandOption: true, describe: 'Path of the recording'})
		.options({ci, reporter, ...flags})
		.option('speed', {type: 'number', describe: 'Replay speed (default: 1 on the screen, as fast as possible otherwise)'}),
	async argv => {
		const {readReplayOptions} = await import('./read-replay-options.js');
		const options = await readReplayOptions(argv, context);
		if (options.isCi) {
			if (options.plainReason !== undefined) {
				context.stderr.write(`${options.plainReason}\n`);
			}

			const {replayCi} = await import('./replay-ci.js');
			context.exitWith(await replayCi(options));
			return;
		}

		const {replayScreen} = await import('./replay-screen.js');
		context.exitWith(await replayScreen(options));
	},
);
