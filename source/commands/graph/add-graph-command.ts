import {pickSettings} from '../../clouds/credentials/settings.js';
import {type AddCommand} from '../command-context.js';
import {withMaskedOutput} from '../with-masked-output.js';
import {graphFormats} from './graph-formats.js';

/** `faasr-tui graph workflow`: prints the graph of a document. */
export const addGraphCommand: AddCommand = (parser, context) => parser.command(
	'graph [workflow]',
	'Print the graph of a workflow',
	builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; also looked for in ./workflows'})
		.option('format', {choices: graphFormats, default: 'ascii' as const, describe: 'Boxes and lines, a mermaid or Graphviz graph, or JSON'})
		.option('ascii', {type: 'boolean', default: false, describe: 'Boxes and lines of ASCII characters only, whatever the locale'}),
	async argv => {
		const {graphCommand} = await import('./graph.js');
		const {stdout, stderr, readFile, loadSettings, exitWith} = withMaskedOutput(context);
		const settings = loadSettings();
		exitWith(await graphCommand({
			argument: argv.workflow, environmentFile: pickSettings(settings)['TEST_WORKFLOW_FILE'], format: argv.format, isAscii: argv.ascii, env: settings.env, readFile, stdout, stderr,
		}));
	},
);
