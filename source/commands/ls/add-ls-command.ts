import {type AddCommand} from '../command-context.js';
import {withMaskedOutput} from '../with-masked-output.js';
import {runFlags} from '../run/run-flags.js';

const {local, 'data-dir': dataDir, 'workflow-file': workflowFile} = runFlags;

/** `faasr-tui ls workflow`: lists past and present runs. */
export const addLsCommand: AddCommand = (parser, context) => parser.command(
	'ls [workflow]',
	'List a workflow\'s past runs',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; also looked for in ./workflows'})
		.options({local, 'data-dir': dataDir, 'workflow-file': workflowFile})
		.option('json', {type: 'boolean', default: false, describe: 'One JSON document instead of a table'})
		.option('limit', {type: 'number', default: 10, describe: 'How many, the newest first'}),
	async argv => {
		const {ls} = await import('./ls.js');
		const {readRunOptions} = await import('../run/read-run-options.js');
		const options = await readRunOptions({
			...argv, ci: true, trigger: false, keep: false, timeout: 120, checkInterval: 1, streamLogs: true, functionsDir: undefined,
		}, withMaskedOutput(context));
		context.exitWith(await ls({...options, isJson: argv.json, limit: argv.limit}));
	},
);
