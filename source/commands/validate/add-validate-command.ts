import {type AddCommand} from '../command-context.js';
import {withMaskedOutput} from '../with-masked-output.js';

/** `faasr-tui validate file…`: checks documents without running anything. */
export const addValidateCommand: AddCommand = (parser, context) => parser.command(
	'validate <files..>',
	'Check workflow documents and list every problem',
	builder => builder
		.positional('files', {type: 'string', array: true, demandOption: true, describe: 'Workflow documents'})
		.option('strict', {type: 'boolean', default: false, describe: 'Warnings count as errors: exit code 3'})
		.option('json', {type: 'boolean', default: false, describe: 'One JSON document instead of lines'}),
	async argv => {
		const {validateCommand} = await import('./validate.js');
		const {stdout, readFile, exitWith} = withMaskedOutput(context);
		exitWith(await validateCommand({files: argv.files, json: argv.json, isStrict: argv.strict, readFile, output: stdout}));
	},
);
