import {readFileSync} from 'node:fs';
import t from 'tap';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {buildDocument, changeAt, listProblems} from '../../support/workflows/build-document.js';

const readDocument = (name: string): string =>
	readFileSync(new URL(`../../support/workflows/${name}.json`, import.meta.url), 'utf8');

t.test('real documents get the verdict FaaSr gives them, and the warnings it does not', async t => {
	const documents: ReadonlyArray<readonly [name: string, actions: number | undefined, problems: readonly string[]]> = [
		['integration', 10, []],
		['integration-openwhisk', 10, []],
		['conditional', 7, []],
		['ranked', 3, ['warning placeholder $.ComputeServers.GH.UserName']],
		['tutorial', 2, ['warning placeholder $.ComputeServers.GH.UserName']],
		['map-reduce', 4, ['warning missing-invoke-next $.ActionList.reduce']],
		['julia', 3, []],
		['kubernetes', 4, []],
		['five-platforms-23-actions', 23, ['warning slurm-api-version $.ComputeServers.SLURM.APIVersion']],
		['flare-bwa-105-actions', 105, ['warning slurm-api-version $.ComputeServers.SLURM.APIVersion']],
		['cross-platform-vm', 8, []],
		['flare-many-stores', 8, []],
		['flare-dead-join', 12, ['warning dead-join $.ActionList.faasr-vm-stop']],
		['conditional-dead-join', 7, ['warning dead-join $.ActionList.PlotData', 'warning placeholder $.ComputeServers.GH.UserName']],
		['underscores-seed-main', 2, [
			'warning underscore-name $.ActionList.create_input',
			'warning underscore-name $.ActionList.test_py_api',
			'warning underscore-name $.WorkflowName',
		]],
		['cycle', undefined, [
			'error cycle $.ActionList.start_github',
			'warning underscore-name $.ActionList.start_github',
			'warning underscore-name $.ActionList.sum_github',
		]],
		['v1-functionlist', undefined, ['error version-1-document $.FunctionList']],
		['builder-v1', undefined, ['error version-1-document $.FunctionList']],
		['prehistoric', undefined, ['error version-0-document $.FunctionList']],
	];
	for (const [name, actionCount, problems] of documents) {
		const text = readDocument(name);
		t.same(listProblems(text), problems, name);
		t.equal(parseWorkflow(text).workflow?.actions.size, actionCount, name);
	}
});

t.test('a workflow has its actions in graph order, its edges and its instances', async t => {
	const {workflow} = parseWorkflow(readDocument('integration'));
	t.equal(workflow!.name, 'IntegrationTestWorkflow');
	t.equal(workflow!.entry, 'create-input');
	t.same([...workflow!.actions.keys()], [
		'create-input', 'test-py-api', 'test-r-api', 'sync1', 'test-run-true', 'test-dontrun-false',
		'test-run-false', 'test-dontrun-true', 'test-rank', 'sync2',
	]);
	t.same(workflow!.actions.get('test-rank'), {
		name: 'test-rank',
		functionName: 'test_rank',
		type: 'Python',
		server: 'GH',
		rank: 5,
		isRanked: true,
		successors: [{
			from: 'test-rank', to: 'sync2', when: 'always', rank: 1,
		}],
		predecessors: [{
			from: 'test-run-false', to: 'test-rank', when: 'always', rank: 5,
		}],
	});
	t.same(workflow!.actions.get('sync1')!.successors.map(({to, when}) => [to, when]), [['test-run-true', 'True'], ['test-dontrun-false', 'False']]);
	t.same(workflow!.nodes.slice(-6).map(({id}) => id), ['test-rank(1)', 'test-rank(2)', 'test-rank(3)', 'test-rank(4)', 'test-rank(5)', 'sync2']);
	t.same(workflow!.document, JSON.parse(readDocument('integration')));
});

t.test('a problem has its line and column', async t => {
	const text = JSON.stringify(buildDocument({start: ['sum'], end: []}), undefined, '\t');
	const [problem] = parseWorkflow(text).problems;
	t.match(problem, {code: 'undefined-target', path: '$.ActionList.start.InvokeNext[0]'});
	t.equal(text.split('\n')[problem!.line! - 1]!.slice(problem!.column! - 1), '"sum"');
});

t.test('a document that is no JSON gets one problem with its place', async t => {
	const {workflow, problems} = parseWorkflow('{\n  "ActionList": {},\n}');
	t.equal(workflow, undefined);
	t.same(problems, [{
		severity: 'error', code: 'json-syntax', path: '$', message: 'A comma stands before "}".', hint: 'Remove the comma.', line: 2, column: 19,
	}]);
});

t.test('what is no document at all is said in a sentence', async t => {
	const cases: ReadonlyArray<readonly [text: string, code: string, message: RegExp]> = [
		['', 'empty-document', /empty/],
		[' \n\t', 'empty-document', /empty/],
		['\uFEFF', 'empty-document', /empty/],
		['[]', 'wrong-type', /^The document is a list; a workflow document is an object\.$/],
		['null', 'wrong-type', /^The document is null;/],
		['"text"', 'wrong-type', /^The document is text;/],
	];
	for (const [text, code, message] of cases) {
		const {workflow, problems} = parseWorkflow(text);
		t.equal(workflow, undefined);
		t.equal(problems.length, 1, text);
		t.equal(problems[0]!.code, code, text);
		t.match(problems[0]!.message, message, text);
	}
});

t.test('a byte order mark and a key written twice are warnings', async t => {
	const text = JSON.stringify(buildDocument());
	const parsed = parseWorkflow('\uFEFF' + text.replace('{', '{"FaaSrLog": "a",'));
	t.ok(parsed.workflow);
	t.same(parsed.problems.map(({severity, code, path, line, column}) => [severity, code, path, line, column]), [
		['warning', 'byte-order-mark', '$', 1, 1],
		['warning', 'duplicate-key', '$.FaaSrLog', 1, text.indexOf('"FaaSrLog"') + 17],
	]);
});

t.test('names that every object has are names like any other', async t => {
	t.same(listProblems(buildDocument({constructor: ['toString'], toString: ['valueOf(2)'], valueOf: []})), []);
	t.same(listProblems(buildDocument({start: ['toString']})), ['error undefined-target $.ActionList.start.InvokeNext[0]']);
	t.same(listProblems(changeAt(buildDocument(), ['ActionList', 'start', 'FaaSServer'], 'constructor')), ['error undefined-server $.ActionList.start.FaaSServer']);
	t.same(listProblems(buildDocument({start: []}, {LoggingDataStore: 'hasOwnProperty'})), ['error undefined-data-store $.LoggingDataStore']);
});

t.test('a key __proto__ is an error, not an accident', async t => {
	const text = JSON.stringify(buildDocument()).replace('"ActionList":{', '"ActionList":{"__proto__":{"FunctionName":"run","FaaSServer":"GH"},');
	t.same(listProblems(text), [
		'error invalid-name $.ActionList.__proto__',
		'error unreachable-action $.ActionList.__proto__',
	]);
	t.same(listProblems(JSON.stringify(buildDocument()).replace('{', '{"__proto__":{"WorkflowName":"x"},')), [], 'an unknown key at the top is allowed');
});

t.test('names of ten thousand characters are checked and cut in messages', async t => {
	const long = 'a'.repeat(10_000);
	const {workflow, problems} = parseWorkflow(JSON.stringify(buildDocument({[long]: [`${long}x`, 'end'], end: []})));
	t.equal(workflow, undefined);
	t.same(problems.map(({code}) => code).toSorted(), ['platform-name', 'undefined-target']);
	t.ok(problems.every(({message, path, hint = ''}) => message.length < 400 && path.length < 200 && hint.length < 400));
	const {workflow: fine} = parseWorkflow(JSON.stringify(buildDocument({[long]: ['end'], end: []})));
	t.ok(fine?.actions.has(long));
});
