import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import {renderBoxes} from '../../source/commands/graph/render-boxes.js';
import {renderDot} from '../../source/commands/graph/render-dot.js';
import {renderGraphJson} from '../../source/commands/graph/render-graph-json.js';
import {renderMermaid} from '../../source/commands/graph/render-mermaid.js';
import {checkDocument} from '../../source/run/runner/load-workflow.js';
import {renderJson} from '../../source/commands/validate/render-json.js';
import {renderReport} from '../../source/commands/validate/render-report.js';
import {createRunState} from '../../source/core/run/create-run-state.js';
import {renderPlanLines} from '../../source/core/run/describe-plan.js';
import {planResume} from '../../source/core/run/plan-resume.js';
import {reduce} from '../../source/core/run/reduce.js';
import {createTimeline} from '../../source/core/run/timeline/create-timeline.js';
import {type Workflow} from '../../source/core/workflow/workflow.js';
import {recordDocument} from '../../source/report/recording/record-state.js';
import {brokenBytes, generatedDocument, mutatedDocument} from '../support/faults/mutate-document.js';
import {unprintable} from '../support/faults/hostile-values.js';

// Also what ends a hang.
t.setTimeout(240_000);

const folders = [new URL('../support/workflows/', import.meta.url), new URL('../../workflows/', import.meta.url)];
const texts = folders.flatMap(folder => readdirSync(folder).filter(file => file.endsWith('.json')).map(file => readFileSync(new URL(file, folder), 'utf8')));
// Those with a hundred actions are cut as well, but not written anew a thousand times.
const small = texts.filter(text => text.length < 8000);

const counts = {documents: 0, workflows: 0};

/** Everything that is made of a workflow before anything of it has run, and when it was given up. */
const useWorkflow = (workflow: Workflow): void => {
	// Now and then too narrow for all ways to draw it.
	renderBoxes(workflow, {columns: counts.workflows % 4 === 0 ? 30 : 200, isCut: true, isUtf8: counts.workflows % 3 > 0});
	const graphs = [renderMermaid(workflow), renderDot(workflow), renderGraphJson(workflow)].join('');
	if (unprintable.test(graphs)) {
		throw new Error('A graph has unprintable text');
	}

	const invocation = {workflowName: workflow.name, timestamp: '2026-11-23T00-00-00', id: 'id'};
	const begun = reduce(createRunState(workflow), {at: 0, events: [{type: 'run.triggered', at: 0, invocation}, ...workflow.nodes.slice(0, 3).map(({id}) => ({type: 'done.appeared' as const, at: 0, node: id}))]});
	const ended = reduce(begun, {at: 1_000_000, events: []});
	if ([...ended.nodes.values()].length !== workflow.nodes.length || ended.outcome !== 'TIMEOUT') {
		throw new Error(`The run has ${ended.nodes.size} nodes and is ${ended.outcome}`);
	}

	createTimeline(ended);
	renderPlanLines(planResume(ended, {kind: 'failed'}));
	JSON.stringify(recordDocument(workflow.document));
};

/** Why a document was not dealt with as it should; nothing when it was. */
const findFault = (text: string): string | undefined => {
	const checked = checkDocument({path: 'hostile.json', text});
	const {workflow, problems, errorCount} = checked;
	counts.documents++;
	if ((errorCount === 0) !== (workflow !== undefined)) {
		return 'a model and an error, or neither';
	}

	if (problems.length > 1001) {
		return `${problems.length} problems`;
	}

	const report = renderReport([checked], false);
	if (unprintable.test(report)) {
		return `unprintable: ${JSON.stringify(unprintable.exec(report))}`;
	}

	const long = problems.find(({message, path, hint = ''}) => message.length > 1000 || path.length > 1000 || hint.length > 1000);
	if (long !== undefined) {
		return `a problem nobody can read: ${long.code}`;
	}

	if (counts.documents % 5 === 0) {
		JSON.parse(renderJson([checked]));
	}

	if (workflow !== undefined) {
		counts.workflows++;
		useWorkflow(workflow);
	}

	return undefined;
};

const check = (text: string): void => {
	const fault = findFault(text);
	if (fault !== undefined) {
		throw new Error(fault);
	}
};

t.test('1,500 documents cut, mixed with noise or wrongly encoded: problems or a model', async t => {
	fc.assert(fc.property(brokenBytes(texts), bytes => {
		// As a file is read.
		check(new TextDecoder('utf8', {ignoreBOM: true}).decode(bytes));
	}), {numRuns: 1500});
	t.pass();
});

t.test('6,000 documents with swapped types, lost and doubled keys, hostile names, loops and deep nests: problems or a model', async t => {
	fc.assert(fc.property(mutatedDocument(small), check), {numRuns: 6000});
	t.pass();
});

t.test('2,500 generated documents with anything as a name: problems or a model', async t => {
	fc.assert(fc.property(generatedDocument, check), {numRuns: 2500});
	t.equal(counts.documents, 10_000);
	t.ok(counts.workflows > 500, `${counts.workflows} were valid and were drawn, run and planned`);
});

t.test('no document changed what every object has', async t => {
	t.same(Object.keys(Object.prototype), []);
	t.notOk('polluted' in {});
	t.notOk('polluted' in []);
});
