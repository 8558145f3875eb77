import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import t from 'tap';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {expectationsSchema} from '../../../source/testing/expectations/expectations-schema.js';
import {findExpectationsFile, parseExpectations, readExpectations} from '../../../source/testing/expectations/read-expectations.js';
import {buildDocument} from '../../support/workflows/build-document.js';

const {workflow} = parseWorkflow(JSON.stringify(buildDocument({start: ['sum(2)'], sum: []})));

const listProblems = (text: string): readonly string[] => parseExpectations(text, workflow).problems.map(({line, column, message}) => `${line}:${column} ${message}`);

const everything = `# What a run must have done
nodes:
  start: COMPLETED
  sum: {status: FAILED, reason: function-error, log: no such file}
  sum(2): NOT_INVOKED
files:
  - path: demo/{InvocationID}/plot.png
  - {path: old.csv, absent: true}
  - path: mean.csv
    equals: expected/mean.csv
    csv: {file: expected/mean.csv, tolerance: 0.01, ignore: [time]}
    json: {a: [1]}
    contains: mean
    matches: ^week
logs:
  - {node: start, contains: Wrote}
  - {node: start, matches: 'Wrote \\d+'}
duration: 120
`;

t.test('everything that can be expected is read, from YAML and from JSON', async t => {
	const {expectations, problems} = parseExpectations(everything, workflow);
	t.strictSame(problems, []);
	t.match(expectations, {nodes: {start: 'COMPLETED', sum: {reason: 'function-error'}}, files: [{path: 'demo/{InvocationID}/plot.png'}, {absent: true}, {csv: {tolerance: 0.01}}], duration: 120});
	t.strictSame(parseExpectations(JSON.stringify(expectations), workflow).expectations, expectations);
	t.strictSame(parseExpectations('', workflow).expectations, {});
});

t.test('each mistake has its place and a sentence', async t => {
	const cases: ReadonlyArray<readonly [text: string, ...problems: readonly string[]]> = [
		['nodes:\n  start: DONE\n', '2:10 nodes.start must be COMPLETED, FAILED, SKIPPED, TIMEOUT, NOT_INVOKED, CANCELLED, or {status, reason, log}.'],
		['nodes:\n  start: {status: X}\n', '2:19 nodes.start.status must be one of COMPLETED, FAILED, SKIPPED, TIMEOUT, NOT_INVOKED, CANCELLED.'],
		['files:\n  - {path: a, csv: 3}\n', '2:20 files[0].csv must be a file name, or {file, tolerance, ignore}.'],
		['files:\n  - {path: a, csv: {fil: x}}\n', '2:20 files[0].csv has a key "fil" that means nothing here.'],
		['logs:\n  - {node: start}\n', '2:5 logs[0] must be a node with a text that its log contains, or an expression that it matches.'],
		['nodes:\n  strat: COMPLETED\n', '2:10 The workflow has no node "strat". Did you mean start?'],
		['logs:\n  - {node: summ, contains: x}\n', '2:12 The workflow has no node "summ". Did you mean sum?'],
		['file: []\n', '1:1 The file has a key "file" that means nothing here.'],
		['files:\n  - {path: a, equal: b}\n', '2:5 files[0] has a key "equal" that means nothing here.'],
		['files:\n  - {equals: b}\n', '2:5 files[0] must have required property \'path\'.'],
		['files:\n  - {path: a, matches: "("}\n', '2:24 files[0].matches must match format "regex".'],
		['duration: 0\n', '1:11 duration must be > 0.'],
		['duration: soon\n', '1:11 duration must be number.'],
		['- 1\n', '1:1 The file must be object.'],
	];
	for (const [text, ...problems] of cases) {
		t.strictSame(listProblems(text), problems, text);
	}

	t.match(listProblems('nodes: {start: COMPLETED\n'), [/^\d+:\d+ .+\.$/], 'what is no YAML');
	t.match(listProblems('nodes: [start: {a\n')[0], /^\d+:\d+ /);
});

t.test('a file is found beside the document or as named, and its first mistake is an error', async t => {
	const folder = t.testdir({'main.json': '{}', 'main.expect.yml': everything, 'bad.expect.json': '{"nodes": {"start": 3}}', 'other.yaml': 'duration: 5\n'});
	const at = (name: string): string => join(folder, name);
	t.equal(findExpectationsFile(at('main.json'), undefined), at('main.expect.yml'));
	t.equal(findExpectationsFile(at('main.json'), at('other.yaml')), at('other.yaml'));
	t.throws(() => findExpectationsFile(at('nothing.json'), undefined), {code: 'usage', message: /nothing\.expect\.yaml are not there\.$/, hint: /--expect-file/});
	t.throws(() => findExpectationsFile(at('main.json'), at('nothing.yaml')), {code: 'usage', hint: 'Check the path.'});
	t.match(readExpectations(at('main.expect.yml'), workflow!).expectations, {duration: 120});
	t.throws(() => readExpectations(at('bad.expect.json'), workflow!), {code: 'document-invalid', message: /bad\.expect\.json:1 nodes\.start must be/});
});

t.test('the schema for editors is the one that is used', async t => {
	t.same(JSON.parse(readFileSync(fileURLToPath(new URL('../../../docs/expectations.schema.json', import.meta.url)), 'utf8')), expectationsSchema);
});
