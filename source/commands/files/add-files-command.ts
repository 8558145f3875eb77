import {type AddCommand} from '../command-context.js';
import {withMaskedOutput} from '../with-masked-output.js';
import {runFlags} from '../run/run-flags.js';
import {fileFlags, readFileOptions, toRunArguments} from './file-flags.js';

/** `faasr-tui files workflow`: lists what a run wrote. */
export const addFilesCommand: AddCommand = (parser, context) => parser.command(
	'files [workflow]',
	'List the files that a run wrote',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; also looked for in ./workflows'})
		.options({...fileFlags, 'workflow-file': runFlags['workflow-file']})
		.option('node', {type: 'string', describe: 'Only what this action (fn), or one node of it (fn(2) for a rank), wrote'})
		.option('json', {type: 'boolean', default: false, describe: 'One JSON document instead of a table'}),
	async argv => {
		const {files} = await import('./files.js');
		const {readRunOptions} = await import('../run/read-run-options.js');
		const options = await readRunOptions(toRunArguments(argv), withMaskedOutput(context));
		context.exitWith(await files({...options, ...readFileOptions(argv), isJson: argv.json, node: argv.node}));
	},
);
