import {type AddCommand} from '../command-context.js';
import {runFlags} from '../run/run-flags.js';
import {invocationFlags} from '../watch/invocation-flags.js';

const {trigger: _, keep: _keep, ...flags} = runFlags;

/** `faasr-tui resume workflow --invocation-id ID`: runs what failed again, within the same invocation. */
export const addResumeCommand: AddCommand = (parser, context) => parser.command(
	'resume [workflow]',
	'Rerun the failed functions of a finished run and everything downstream',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; also looked for in ./workflows'})
		.options({
			...flags,
			...invocationFlags,
			// It changes a run: which one is for the user to say.
			'invocation-id': {type: 'string', demandOption: true, describe: 'InvocationID, or @latest for the newest one'},
		})
		.option('function', {type: 'string', describe: 'Only this node (fn, or fn(2) for a rank) and everything downstream of it'})
		.option('dry-run', {type: 'boolean', default: false, describe: 'Show what would be done and do nothing'}),
	async argv => {
		const {resume} = await import('./resume.js');
		const {readRunOptions} = await import('../run/read-run-options.js');
		const options = await readRunOptions({...argv, trigger: false, keep: false}, context);
		context.exitWith(await resume({
			...options, invocationId: argv.invocationId, timestamp: argv.timestamp, node: argv.function, isDryRun: argv.dryRun,
		}));
	},
);
