import {pickSettings} from '../../clouds/credentials/settings.js';
import {type AddCommand} from '../command-context.js';
import {withMaskedOutput} from '../with-masked-output.js';
import {fileFlags, readFileOptions, splitWords, toRunArguments} from './file-flags.js';

/** `faasr-tui cat workflow NAME`: writes a file that a run wrote to stdout. */
export const addCatCommand: AddCommand = (parser, context) => parser.command(
	'cat [workflow] [name]',
	'Write a file of a run to stdout',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; also looked for in ./workflows'})
		.positional('name', {type: 'string', describe: 'Key of the file, or how it ends: mean.csv'})
		.options(fileFlags)
		.option('raw', {type: 'boolean', default: false, describe: 'In a CI job: also lines that would command its runner, as they are'}),
	async argv => {
		const {cat} = await import('./cat.js');
		const {readRunOptions} = await import('../run/read-run-options.js');
		const {workflow, names: [name]} = splitWords([argv.workflow, argv.name].filter(word => word !== undefined), pickSettings(context.loadSettings())['TEST_WORKFLOW_FILE']);
		const options = await readRunOptions({...toRunArguments(argv), workflow, workflowFile: undefined}, withMaskedOutput(context));
		context.exitWith(await cat({...options, ...readFileOptions(argv), name, isRaw: argv.raw, rawOutput: context.stdout}));
	},
);
