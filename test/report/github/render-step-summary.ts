import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {type NodeState} from '../../../source/core/run/run-state.js';
import {renderStepSummary, type StepSummaryInput} from '../../../source/report/github/render-step-summary.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {createWorkflow} from '../../support/reporters/fake-feed.js';
import {gh} from '../../support/run-id.js';

const hostile = '| x | <script>alert(1)</script> [a](javascript:alert(1)) `code` *b* @someone #1 https://evil.example ```\n"]; a0 --> a1; %%{init: {}}%% click a0 "javascript:x" #quot; -->';

const createInput = (actions: Parameters<typeof createWorkflow>[0], change: (node: NodeState) => Partial<NodeState> = () => ({}), rest: Partial<StepSummaryInput> = {}): StepSummaryInput => {
	const blank = createRunState(createWorkflow(actions));
	const state = {...blank, outcome: 'FAILED' as const, nodes: new Map([...blank.nodes].map(([id, node]): [string, NodeState] => [id, {...node, ...change(node)}]))};
	return {result: getRunResult(state, 0), state, cloudLabel: 'cloud', clean: text => text, tails: [], roomBytes: 1_000_000, ...rest};
};

t.test('text from elsewhere is text, in the heading, the table, the graph and the logs', async t => {
	const input = createInput({a: ['b'], b: []}, () => ({status: 'FAILED', reason: 'run-failed', sentence: hostile, runIds: [gh(1)]}), {cloudLabel: hostile});
	const platformRuns = new Map([[gh(1), {id: gh(1), action: 'a', status: 'completed' as const, seenAt: 0, url: 'https://github.com/x|y)](javascript:z)<b>'}]]);
	// Names are checked by the document's schema; what hides behind the cleaner is what else could be shown for them.
	const summary = renderStepSummary({
		...input,
		state: {...input.state, platformRuns},
		clean: text => text === 'a' ? hostile : text,
		tails: [{node: [...input.state.nodes.values()][0]!, lines: ['</pre><img src=x>', '```']}],
	});
	t.notMatch(summary, /<script|<img|@someone|https:\/\/evil/u);
	const rows = summary.split('\n').filter(line => line.startsWith('| ❌'));
	t.equal(rows.length, 2);
	for (const row of rows) {
		t.equal(row.split('|').length, 8);
		t.match(row, /\[run\]\(<https:\/\/github\.com\/x%7Cy\)\]\(javascript:z\)%3Cb%3E>\) \|$/u);
	}

	const [, graph = ''] = /```mermaid\n([^]*?)```\n/u.exec(summary) ?? [];
	for (const line of graph.trimEnd().split('\n')) {
		t.match(line, /^(?:flowchart LR| {2}a\d+\["[\p{L}\p{N} .=×#;<>/-]*"\]:::[A-Z_]+| {2}a\d+ -->(?:\|"[\p{L}×\d ]+"\|)? a\d+| {2}classDef [A-Z_]+ [\w:#,-]+)$/u);
	}

	t.match(summary, '<pre>\n&lt;/pre&gt;&lt;img src=x&gt;\n```\n</pre>');
	t.equal(summary.split('```mermaid').length, 2);
});

t.test('a ranked action is one box with its counts, and an edge says branch and rank', async t => {
	const summary = renderStepSummary(createInput({a: [{True: ['b(3)'], False: ['c']}], b: [], c: []}, ({id}) => ({status: id === 'b(2)' ? 'FAILED' : 'COMPLETED'})));
	t.match(summary, 'a1["b ×3<br/>completed=2 failed=1"]:::FAILED');
	t.match(summary, 'a0 -->|"True ×3"| a1');
	t.match(summary, 'a0 -->|"False"| a2');
});

t.test('a summary of any size stays below its limit and says what is missing', async t => {
	const actions = {a: ['b(9000)'], b: []};
	const input = createInput(actions, () => ({status: 'FAILED', reason: 'run-failed', sentence: 'é'.repeat(300)}));
	const [node] = input.state.nodes.values();
	const tails = Array.from({length: 30}, () => ({node: node!, lines: Array.from({length: 50}, () => 'é'.repeat(500))}));
	for (const roomBytes of [1_000_000, 40_000, 3000, 200, 0, -5]) {
		const summary = renderStepSummary({...input, tails, roomBytes});
		const sizeBytes = new TextEncoder().encode(summary).length;
		t.ok(sizeBytes <= Math.max(0, roomBytes), `${sizeBytes} of ${roomBytes}`);
		t.ok(roomBytes < 200 || summary.includes('have no room here; they are in the log of this step.'));
	}

	t.match(renderStepSummary({...input, tails}), /\d+ more nodes have no room here[^]*```mermaid[^]*<pre>[^]*\d+ more parts of this summary have no room/u);
});

t.test('a graph that GitHub would not draw is a sentence', async t => {
	const fan = Object.fromEntries(Array.from({length: 260}, (_, index) => [`f${index}`, [] as string[]]));
	const summary = renderStepSummary(createInput({start: Object.keys(fan), ...fan}));
	t.match(summary, 'The graph of 261 actions and 260 edges is larger than GitHub draws.');
	t.notMatch(summary, '```');
});
