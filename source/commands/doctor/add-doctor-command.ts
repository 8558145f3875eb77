import {type AddCommand} from '../command-context.js';
import {withMaskedOutput} from '../with-masked-output.js';

/** `faasr-tui doctor [workflow]`: checks everything a run depends on, without running anything. */
export const addDoctorCommand: AddCommand = (parser, context) => parser.command(
	'doctor [workflow]',
	'Check credentials, repository, registration and data stores',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; also looked for in ./workflows'})
		.option('workflow-file', {type: 'string', describe: 'Path of the workflow document; the same as the positional'})
		.option('local', {type: 'boolean', default: false, describe: 'Check what the local cloud needs instead'})
		.option('functions-dir', {type: 'string', describe: 'Local cloud: folder with the functions\' files'})
		.option('json', {type: 'boolean', default: false, describe: 'One JSON document instead of lines'}),
	async argv => {
		const {doctor} = await import('./doctor.js');
		const {stdout, readFile} = withMaskedOutput(context);
		context.exitWith(await doctor({
			argument: argv.workflow ?? argv.workflowFile,
			isLocal: argv.local,
			functionsDir: argv.functionsDir,
			json: argv.json,
			...context.loadSettings(),
			readFile,
			output: stdout,
			clock: context.clock,
		}));
	},
);
