import {type AddCommand} from '../command-context.js';

/** `faasr-tui register [workflow]`: writes the workflow files of a document's GitHub actions into their repositories. */
export const addRegisterCommand: AddCommand = (parser, context) => parser.command(
	'register [workflow]',
	'Put a workflow on GitHub: its actions, its document, its functions',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; also looked for in ./workflows. Default: main.json'})
		.options({
			'workflow-file': {type: 'string', describe: 'Path of the workflow document; the same as the positional'},
			'dry-run': {type: 'boolean', default: false, describe: 'Show what would be written, and write nothing; needs neither a token nor a network'},
			create: {type: 'boolean', default: false, describe: 'Create the repository, private, if it is not there'},
			'only-workflow-files': {type: 'boolean', default: false, describe: 'Leave the document and the functions out'},
			secrets: {type: 'boolean', default: false, describe: 'Also store the repository\'s secrets, with values from the environment'},
			yes: {type: 'boolean', alias: 'y', default: false, describe: 'Skip confirmation (there is none without a terminal; secrets of functions are then stored only with this)'},
		}),
	async argv => {
		const {register} = await import('./register.js');
		const {confirm} = await import('./confirm.js');
		const {findDocument} = await import('../find-document.js');
		const document = await findDocument({
			argument: argv.workflow ?? argv.workflowFile ?? 'main.json', readFile: context.readFile,
		});
		context.exitWith(await register({
			document,
			...context.loadSettings(),
			isDryRun: argv.dryRun,
			canCreate: argv.create,
			hasSources: !argv.onlyWorkflowFiles,
			shouldUploadSecrets: argv.secrets,
			...(context.isInteractive && !argv.yes && {confirm}),
			hasAgreed: argv.yes,
			stdout: context.stdout,
			clock: context.clock,
			signals: context.signals,
		}));
	},
);
