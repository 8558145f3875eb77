import {type AddCommand} from '../command-context.js';
import {runFlags} from './run-flags.js';

/** `faasr-tui [workflow]`: runs a workflow and watches it. */
export const addRunCommand: AddCommand = (parser, context) => parser.command(
	'$0 [workflow]',
	'Run a workflow and watch it',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; also looked for in ./workflows'})
		.options(runFlags),
	async argv => {
		const {run} = await import('./run.js');
		const {readRunOptions} = await import('./read-run-options.js');
		context.exitWith(await run(await readRunOptions(argv, context)));
	},
);
