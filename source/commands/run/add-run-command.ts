import {type AddCommand} from '../command-context.js';
import {runFlags} from './run-flags.js';

/** `faasr-tui [workflow]`: runs a workflow and watches it. */
export const addRunCommand: AddCommand = (parser, context) => parser.command(
	'$0 [workflow]',
	'Run a workflow and watch it',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; looked for in ./workflows, too'})
		.options(runFlags),
	async argv => {
		const {run} = await import('./run.js');
		const {findDocument} = await import('../find-document.js');
		const env = context.loadEnv();
		const document = await findDocument({
			argument: argv.workflow ?? argv.workflowFile, environmentFile: env['TEST_WORKFLOW_FILE'], readFile: context.readFile,
		});
		context.exitWith(await run({
			workflowFile: document.path,
			isCi: argv.ci || !context.isInteractive,
			isLocal: argv.local,
			shouldTrigger: argv.trigger,
			timeout: argv.timeout,
			checkInterval: argv.checkInterval,
			shouldStreamLogs: argv.streamLogs,
			functionsDir: argv.functionsDir,
			dataDir: argv.dataDir,
			shouldKeep: argv.keep,
			env,
			stdout: context.stdout,
			stderr: context.stderr,
			clock: context.clock,
			signals: context.signals,
		}));
	},
);
