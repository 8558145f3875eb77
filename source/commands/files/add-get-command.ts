import {pickSettings} from '../../clouds/credentials/settings.js';
import {type AddCommand} from '../command-context.js';
import {withMaskedOutput} from '../with-masked-output.js';
import {fileFlags, readFileOptions, splitWords, toRunArguments} from './file-flags.js';

/** `faasr-tui get workflow NAME…`: fetches files that a run wrote. */
export const addGetCommand: AddCommand = (parser, context) => parser.command(
	'get [workflow] [names..]',
	'Fetch files that a run wrote',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; also looked for in ./workflows'})
		.positional('names', {type: 'string', array: true, describe: 'Keys of files, or how they end: mean.csv, plots/mean.png'})
		.options(fileFlags)
		.option('all', {type: 'boolean', default: false, describe: 'Everything it wrote, in its folders'})
		.option('output', {alias: 'o', type: 'string', default: '.', requiresArg: true, describe: 'Folder to write into; made if it is not there'})
		.option('force', {type: 'boolean', default: false, describe: 'Replace files that are there already'}),
	async argv => {
		const {get} = await import('./get.js');
		const {readRunOptions} = await import('../run/read-run-options.js');
		const {workflow, names} = splitWords([...argv.workflow === undefined ? [] : [argv.workflow], ...argv.names ?? []], pickSettings(context.loadSettings())['TEST_WORKFLOW_FILE']);
		const options = await readRunOptions({...toRunArguments(argv), workflow, workflowFile: undefined}, withMaskedOutput(context));
		context.exitWith(await get({
			...options, ...readFileOptions(argv), names, isAll: argv.all, folder: argv.output, shouldReplace: argv.force, progressOutput: context.stderr,
		}));
	},
);
