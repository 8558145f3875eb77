import {type Workflow} from '../../core/workflow/workflow.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {type Output} from '../../ports/output.js';
import {checkDocument} from '../../run/runner/load-workflow.js';
import {detectTerminal} from '../../screen/frame/theme.js';
import {findDocument} from '../find-document.js';
import {type ReadFile} from '../list-documents.js';
import {renderReport} from '../validate/render-report.js';
import {type GraphFormat} from './graph-formats.js';
import {renderBoxes} from './render-boxes.js';
import {renderDot} from './render-dot.js';
import {renderGraphJson} from './render-graph-json.js';
import {renderMermaid} from './render-mermaid.js';

/** Everything `faasr-tui graph` works with. */
export type GraphOptions = {
	/** As typed; looked for as `findDocument` does. */
	readonly argument: string | undefined;
	/** `TEST_WORKFLOW_FILE`. */
	readonly environmentFile: string | undefined;
	readonly format: GraphFormat;
	/** ASCII characters only, whatever the locale. */
	readonly isAscii: boolean;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly readFile: ReadFile;
	/** Where the graph goes. */
	readonly stdout: Output;
	/** Where everything about it goes. */
	readonly stderr: Output;
};

const formats = {
	ascii: (workflow, {stdout, env, isAscii}) => renderBoxes(workflow, {
		columns: stdout.columns, isCut: stdout.isTty, isUtf8: !isAscii && detectTerminal(env).isUtf8,
	}),
	mermaid: workflow => ({text: renderMermaid(workflow), notes: []}),
	dot: workflow => ({text: renderDot(workflow), notes: []}),
	json: workflow => ({text: renderGraphJson(workflow), notes: []}),
} satisfies Record<GraphFormat, (workflow: Workflow, options: GraphOptions) => {readonly text: string; readonly notes: readonly string[]}>;

/** Prints the graph of a document; returns the exit code, 3 with the report of `validate` when it has errors. */
export const graphCommand = async (options: GraphOptions): Promise<number> => {
	const {argument, environmentFile, format, readFile, stdout, stderr} = options;
	const checked = checkDocument(await findDocument({argument, environmentFile, readFile}));
	if (checked.workflow === undefined) {
		stderr.write(renderReport([checked], stderr.hasColor));
		return exitCodes['document-invalid'];
	}

	const {text, notes} = formats[format](checked.workflow, options);
	stdout.write(text);
	stderr.write(notes.map(note => `${note}\n`).join(''));
	return exitCodes.completed;
};
