import {type AddCommand} from '../command-context.js';
import {runFlags} from '../run/run-flags.js';
import {invocationFlags} from './invocation-flags.js';

const {trigger: _, keep: _keep, ...flags} = runFlags;

/** `faasr-tui watch workflow --invocation-id ID`: watches a run that was started elsewhere. */
export const addWatchCommand: AddCommand = (parser, context) => parser.command(
	'watch [workflow]',
	'Watch a run that is already in progress, or has ended',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; also looked for in ./workflows'})
		.options({...flags, ...invocationFlags}),
	async argv => {
		const {run} = await import('../run/run.js');
		const {readRunOptions} = await import('../run/read-run-options.js');
		const options = await readRunOptions({...argv, trigger: false, keep: false}, context);
		context.exitWith(await run({
			...options,
			isWatching: true,
			isReading: true,
			begin: async runner => runner.attach({invocationId: argv.invocationId, timestamp: argv.timestamp}),
		}));
	},
);
