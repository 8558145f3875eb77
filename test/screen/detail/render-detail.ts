import t from 'tap';
import {explainNode} from '../../../source/core/run/explain-node.js';
import {type RunState} from '../../../source/core/run/run-state.js';
import {formatWallTime} from '../../../source/core/text/format-wall-time.js';
import {renderDetail} from '../../../source/screen/detail/render-detail.js';
import {cellWidth} from '../../../source/screen/frame/text/cell-width.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {done, finished, log, run, tell} from '../../support/core/story.js';
import {colorTheme, plainTheme} from '../themes.js';
import {gh} from '../../support/run-id.js';

const workflow = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: []});
const url = 'https://github.com/o/r/actions/runs/7';
const failure = {message: 'ValueError: no column', source: 'executor.py', traceback: ['Traceback (most recent call last):', '  File "b.py", line 3']};
const state: RunState = (() => {
	const told = tell(workflow, [finished('a', 'None', {b: 1, c: 1}), done('a')], [run(7, 'b', 'in_progress')], [log('b', {failure}), done('b')], []);
	const seen = told.platformRuns.get(gh(7));
	return {
		...told,
		platformRuns: new Map(seen && [[gh(7), {...seen, url}]]),
		workflow: {...workflow, document: {
			...workflow.document,
			ActionList: {...workflow.document.ActionList, b: {FunctionName: 'compute', FaaSServer: 'My_GitHub_Account', Arguments: {folder: 'tutorial', token: 'SECRET', size: 3}}},
			ActionContainers: {b: 'ghcr.io/faasr/github-actions-python:latest'},
		}},
	};
})();

const render = (id: string, {columns = 90, theme = plainTheme, hasRunPages = true} = {}): readonly string[] => {
	const explanation = explainNode(state, id);
	if (explanation === undefined) {
		throw new Error(`no node ${id}`);
	}

	return renderDetail({explanation, state, columns, now: 9000, hasRunPages, cleanText: text => text.replaceAll('SECRET', '***')}, theme);
};

t.test('a node says why it is in its state, what is around it, what it works with and where its traces are', async t => {
	const at = (ms: number): string => formatWallTime(ms);
	const lines = render('b');
	t.match(lines[0], /^ ✗ failed, \d\.0s$/);
	t.same(lines.slice(1, 11), [
		'  ValueError: no column',
		'',
		' Traceback',
		'  ValueError: no column',
		'  Traceback (most recent call last):',
		'    File "b.py", line 3',
		'',
		' Evidence',
		`  ${at(1000)}  a invoked it`,
		`  ${at(2000)}  Platform run 7 is in progress`,
	]);
	t.same(lines.slice(12, 16), [
		`  ${at(3000)}  .done marker found`,
		`  ${at(3000)}  ERROR from executor.py: ValueError: no column`,
		`  ${at(3000)}  Final status: FAILED (function-error)`,
		'',
	]);
	const text = lines.join('\n');
	for (const part of [
		/ Upstream\n {2}✓ a {2}completed\n/,
		/ Downstream\n {2}· d {2}pending\n/,
		/ {2}folder {2}tutorial\n {2}token {3}\*{3}\n {2}size {4}3\n/,
		/ {2}container {2}ghcr\.io\/faasr\/github-actions-python:latest/,
		/ {2}run 7, in progress {2}https:\/\/github\.com\/o\/r\/actions\/runs\/7\n/,
		/ {2}log {4}FaaSrLog\/.*\/id\/b\.txt\n {2}\.done {2}FaaSrLog\/.*function_completions\/b\.done$/,
	]) {
		t.match(text, part);
	}
});

t.test('a failure says what to do about it and which of the user\'s lines led to it', async t => {
	const cause = {
		what: 'ModuleNotFoundError: No module named \'numpy\'', where: {file: 'functions/b.py', line: 1}, hint: 'Add "numpy" to PyPIPackageDownloads of "compute" in the document.',
		frames: [{file: 'functions/b.py', line: 8, inside: 'compute', code: 'load(SECRET)'}, {file: 'functions/b.py', line: 1}],
	};
	const explanation = explainNode(state, 'b')!;
	const node = {...explanation.node, cause};
	const lines = renderDetail({explanation: {...explanation, node}, state, columns: 60, now: 9000, hasRunPages: true, cleanText: text => text.replaceAll('SECRET', '***')}, plainTheme);
	t.same(lines.slice(1, 9), [
		'  ValueError: no column',
		'  Add "numpy" to PyPIPackageDownloads of "compute" in the',
		'  document.',
		'',
		' Traceback',
		'  functions/b.py:8 in compute(): load(***)',
		'  functions/b.py:1',
		'',
	]);
});

t.test('a join shows the objects by which its arrivals find the last one', async t => {
	t.match(render('d').join('\n'), /candidate {2}.*\/d\.candidate\n {2}lock {7}.*\/d\/lock$/);
});

t.test('a run says what the platform says of its state', async t => {
	const seen = state.platformRuns.get(gh(7))!;
	const queued: RunState = {...state, platformRuns: new Map([[gh(7), {...seen, status: 'queued', note: 'waits for Resources'}]])};
	const lines = renderDetail({explanation: explainNode(queued, 'b')!, state: queued, columns: 80, now: 9000, hasRunPages: false, cleanText: text => text}, plainTheme);
	t.match(lines.join('\n'), / {2}run 7, queued, waits for Resources\n/);
});

t.test('run pages are links where the terminal has escape sequences, and absent on the local cloud', async t => {
	t.match(render('b', {theme: colorTheme}).join('\n'), new RegExp(`\\u001B\\]8;;${url}\\u0007`));
	t.notMatch(render('b', {hasRunPages: false}).join('\n'), /github\.com\/o\/r\/actions/);
});

t.test('no line is wider than the screen', async t => {
	for (const columns of [24, 30, 60, 200]) {
		for (const id of ['a', 'b', 'd']) {
			const wide = render(id, {columns}).filter(line => cellWidth(line) > columns);
			t.same(wide, [], `${columns} columns`);
		}
	}
});
