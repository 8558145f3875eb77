import {type AddCommand} from '../command-context.js';
import {runFlags} from '../run/run-flags.js';
import {invocationFlags} from '../watch/invocation-flags.js';

const {local, 'data-dir': dataDir, 'workflow-file': workflowFile, timeout} = runFlags;

/** `faasr-tui report workflow --invocation-id ID -o run.html`: writes a page about a past run. */
export const addReportCommand: AddCommand = (parser, context) => parser.command(
	'report [workflow]',
	'Write one HTML page about a past run',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; also looked for in ./workflows'})
		.options({local, 'data-dir': dataDir, 'workflow-file': workflowFile, ...invocationFlags, timeout})
		.option('output', {alias: 'o', type: 'string', default: 'run.html', requiresArg: true, describe: 'File to write; an older one is replaced'}),
	async argv => {
		const {report} = await import('./report.js');
		const {readRunOptions} = await import('../run/read-run-options.js');
		const options = await readRunOptions({
			...argv, ci: true, trigger: false, keep: false, checkInterval: 1, streamLogs: true, functionsDir: undefined,
		}, context);
		context.exitWith(await report({...options, invocationId: argv.invocationId, timestamp: argv.timestamp, file: argv.output}));
	},
);
