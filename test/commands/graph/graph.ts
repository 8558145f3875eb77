/* eslint-disable no-control-regex -- what must not be printed is what some of these tests look for */
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import t from 'tap';
import {graphCommand} from '../../../source/commands/graph/graph.js';
import {type GraphFormat} from '../../../source/commands/graph/graph-formats.js';
import {renderDot} from '../../../source/commands/graph/render-dot.js';
import {renderGraphJson} from '../../../source/commands/graph/render-graph-json.js';
import {renderMermaid} from '../../../source/commands/graph/render-mermaid.js';
import {type Action, type Edge, type Workflow} from '../../../source/core/workflow/workflow.js';
import {cellWidth} from '../../../source/screen/frame/text/cell-width.js';
import {buildDocument} from '../../support/workflows/build-document.js';
import {createMemoryOutput} from '../../support/memory-output.js';

const project = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

type RunOptions = {
	readonly format?: GraphFormat;
	readonly columns?: number;
	readonly isTty?: boolean;
	readonly isAscii?: boolean;
	readonly lang?: string;
	readonly text?: string;
};

const run = async (file: string, {format = 'ascii', columns = 80, isTty = true, isAscii = false, lang = 'C.UTF-8', text}: RunOptions = {}) => {
	const [stdout, stderr] = [createMemoryOutput({isTty, columns}), createMemoryOutput({isTty, columns})];
	const exitCode = await graphCommand({
		argument: file, environmentFile: undefined, format, isAscii, env: {LANG: lang},
		readFile: async path => text ?? readFile(path, 'utf8'), stdout, stderr,
	});
	return {exitCode, stdout: stdout.read(), stderr: stderr.read(), lines: stdout.read().split('\n').slice(0, -1)};
};

t.test('a workflow is drawn from the top down where it fits', async t => {
	const {exitCode, stdout, stderr} = await run(project('workflows/conditional.json'));
	t.equal(exitCode, 0);
	t.equal(stderr, '');
	t.match(stdout, /▼ True[\s\S]*▼ False/u);
});

t.test('the drawing of the main workflow', async t => {
	const {lines} = await run(project('workflows/main.json'), {isAscii: true});
	t.same(lines.slice(0, 16), [
		'                                   +--------------+',
		'                                   | create-input |',
		'                                   +------+-------+',
		'                                 +--------+---------+',
		'                                 v                  v',
		'                          +-------------+  +-----------------+',
		'                          | test-py-api |  | test-py-folders |',
		'                          +------+------+  +--------+--------+',
		'                                 +---------+--------+',
		'                                           v',
		'                                       +-------+',
		'                                       | sync1 |',
		'                                       +---+---+',
		'                                 +---------+----------+',
		'                                 v True               v False',
		'                         +---------------+  +--------------------+',
	]);
	t.ok(lines.some(line => line.includes('test-rank x5')));
});

t.test('it turns, then loses its borders, where the terminal is too narrow', async t => {
	const wide = project('test/support/workflows/flare-bwa-105-actions.json');
	const right = await run(wide, {columns: 120});
	t.ok(right.lines.some(line => line.includes('▶')));
	t.ok(right.lines.every(line => cellWidth(line) <= 120));
	t.equal(right.stderr, '');

	const main = await run(project('workflows/main.json'), {columns: 66});
	t.ok(main.lines.some(line => line.includes('[create-input]')), 'compact');
	t.ok(main.lines.every(line => cellWidth(line) <= 66));
});

t.test('what does not fit is cut on a terminal, which is said, and never in a pipe', async t => {
	const onTerminal = await run(project('workflows/main.json'), {columns: 40});
	t.ok(onTerminal.lines.every(line => cellWidth(line) <= 40));
	t.match(onTerminal.stderr, /^\d+ of \d+ columns do not fit the terminal\. Pipe it into "less -S"/u);

	const inPipe = await run(project('workflows/main.json'), {columns: 40, isTty: false});
	t.ok(inPipe.lines.some(line => cellWidth(line) > 40));
	t.equal(inPipe.stderr, '');
});

t.test('without UTF-8 in the locale, or with --ascii, there is nothing but ASCII', async t => {
	for (const options of [{lang: 'C'}, {isAscii: true}, {lang: '', format: 'ascii' as const}]) {
		const {stdout} = await run(project('workflows/main.json'), options);
		t.match(stdout, /^[ -~\n]+$/u);
		t.match(stdout, / x5 /u);
	}
});

t.test('documents with warnings are drawn, invalid ones are reported as validate does', async t => {
	t.equal((await run(project('test/support/workflows/flare-dead-join.json'))).exitCode, 0);
	const {exitCode, stdout, stderr} = await run(project('test/support/workflows/cycle.json'));
	t.equal(exitCode, 3);
	t.equal(stdout, '');
	t.match(stderr, /is invalid: \d+ error[\s\S]*loop/u);
	await t.rejects(run(''), {code: 'usage'});
});

t.test('JSON has nodes, edges, entry, ranks and branches', async t => {
	const document = JSON.stringify(buildDocument({start: [{True: ['sum(3)'], False: ['stop']}], sum: [], stop: []}));
	const {stdout} = await run('some.json', {format: 'json', text: document});
	const graph = JSON.parse(stdout) as Record<string, unknown>;
	t.match(graph, {entry: 'start', ranks: {sum: 3}, branches: {start: {True: ['sum'], False: ['stop']}}});
	t.same(graph['edges'], [{from: 'start', to: 'sum', when: 'True', rank: 3}, {from: 'start', to: 'stop', when: 'False', rank: 1}]);
	t.same((graph['nodes'] as ReadonlyArray<{name: string; rank: number}>).map(({name, rank}) => [name, rank]), [['start', 1], ['sum', 3], ['stop', 1]]);
});

const hostileNames = [
	'say "hi"', String.raw`back\slash \N`, '<b>&lt;&amp;', 'end', '] --> x[', 'ünïcödé 東京', '__proto__', '#35; ; %% --', 'two\nlines', 'red\u001B[31m', 'right\u202Eleft',
];

const hostile = (): Workflow => {
	const edges = hostileNames.slice(1).map((to, index): Edge => ({from: hostileNames[index]!, to, when: index % 2 === 0 ? 'always' : 'True', rank: 1}));
	return {
		name: hostileNames.join(' '), entry: hostileNames[0]!, nodes: [],
		actions: new Map(hostileNames.map((name): [string, Action] => [name, {
			name, functionName: name, type: 'R', server: name, rank: name === 'end' ? 4 : 1, isRanked: name === 'end',
			successors: edges.filter(({from}) => from === name), predecessors: edges.filter(({to}) => to === name),
		}])),
		document: buildDocument({}) as unknown as Workflow['document'],
	};
};

t.test('every line of a dot graph is a node, an edge or a frame, whatever the names hold', async t => {
	const text = String.raw`"(?:[^"\\]|\\\\|\\")*"`;
	const [first, second, ...rest] = renderDot(hostile()).split('\n').slice(0, -2);
	t.match(first, new RegExp(`^digraph ${text} \\{$`, 'u'));
	t.equal(second, '  node [shape=box];');
	const patterns = [new RegExp(`^ {2}a\\d+ \\[label=${text}(?:, style=bold)?\\];$`, 'u'), new RegExp(`^ {2}a\\d+ -> a\\d+(?: \\[label=${text}\\])?;$`, 'u')];
	t.equal(rest.length, hostileNames.length + hostileNames.length - 1);
	t.ok(rest.every(line => patterns.some(pattern => pattern.test(line))), rest.join('\n'));
	t.notMatch(rest.join('\n'), /&(?!amp;)|[\u0000-\u0009\u000B-\u001F\u202E]/u);
});

t.test('every line of a mermaid graph is a node or an edge, and texts hold nothing that mermaid reads', async t => {
	const [first, ...rest] = renderMermaid(hostile()).split('\n').slice(0, -1);
	t.equal(first, 'flowchart TD');
	const text = String.raw`"(?:[\p{L}\p{N} .=×-]|#\d+;)*"`;
	const patterns = [new RegExp(`^ {2}a\\d+(?:\\[${text}\\]|\\(\\[${text}\\]\\))$`, 'u'), new RegExp(`^ {2}a\\d+ -->(?:\\|${text}\\|)? a\\d+$`, 'u')];
	t.equal(rest.length, hostileNames.length + hostileNames.length - 1);
	t.ok(rest.every(line => patterns.some(pattern => pattern.test(line))), rest.join('\n'));
	t.ok(rest.some(line => line.includes('end ×4')));
});

t.test('JSON keeps every name and prints none that a terminal obeys', async t => {
	const text = renderGraphJson(hostile());
	const graph = JSON.parse(text) as {readonly nodes: ReadonlyArray<{readonly name: string}>};
	t.same(graph.nodes.map(({name}) => name), hostileNames);
	t.notMatch(text, /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/u);
});
