import {type AddCommand} from '../command-context.js';
import {runFlags} from '../run/run-flags.js';
import {invocationFlags} from '../watch/invocation-flags.js';

const {local, 'data-dir': dataDir, 'workflow-file': workflowFile} = runFlags;

/** `faasr-tui logs workflow --invocation-id ID`: writes the logs of a run. */
export const addLogsCommand: AddCommand = (parser, context) => parser.command(
	'logs [workflow]',
	'Write the logs of a run as plain text',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; also looked for in ./workflows'})
		.options({local, 'data-dir': dataDir, 'workflow-file': workflowFile, ...invocationFlags})
		.option('function', {type: 'string', describe: 'Only this action (fn), or one node of it (fn(2) for a rank)'})
		.option('run-log', {type: 'boolean', default: false, describe: 'The logs of the platform\'s runs, where prints are, instead of those on S3'})
		.option('all', {type: 'boolean', default: false, describe: 'Every line, including FaaSr\'s own'}),
	async argv => {
		const {logs} = await import('./logs.js');
		const {readRunOptions} = await import('../run/read-run-options.js');
		const options = await readRunOptions({
			...argv, ci: true, trigger: false, keep: false, timeout: 120, checkInterval: 1, streamLogs: true, functionsDir: undefined,
		}, context);
		context.exitWith(await logs({...options, invocationId: argv.invocationId, timestamp: argv.timestamp, node: argv.function, shouldShowNoise: argv.all, shouldReadRunLogs: argv.runLog}));
	},
);
