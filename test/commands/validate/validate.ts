import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import t from 'tap';
import {validateCommand} from '../../../source/commands/validate/validate.js';
import {buildDocument} from '../../support/workflows/build-document.js';
import {createMemoryOutput} from '../../support/memory-output.js';

const fixture = (name: string): string => fileURLToPath(new URL(`../../support/workflows/${name}.json`, import.meta.url));

type RunOptions = {
	readonly json?: boolean;
	readonly isStrict?: boolean;
	readonly hasColor?: boolean;
	readonly texts?: Readonly<Record<string, string>>;
};

const run = async (files: readonly string[], {json = false, isStrict = false, hasColor = false, texts}: RunOptions = {}) => {
	const output = createMemoryOutput({isTty: hasColor, hasColor});
	const exitCode = await validateCommand({
		files,
		json,
		isStrict,
		readFile: async path => texts?.[path] ?? readFile(path, 'utf8'),
		output,
	});
	return {exitCode, written: output.read()};
};

const texts = {
	'good.json': JSON.stringify(buildDocument({start: ['sum(2)'], sum: []}), undefined, 2),
	'warned.json': JSON.stringify(buildDocument({my_start: []}), undefined, 2),
	'bad.json': '{\n  "ActionList": {},\n}\n',
};

t.test('each file has its verdict, each problem its place and what to do', async t => {
	const {exitCode, written} = await run(['good.json', 'warned.json', 'bad.json'], {texts});
	t.equal(exitCode, 3);
	t.equal(written, [
		'✔ good.json is valid: 2 actions, 3 nodes, 1 edge',
		'✔ warned.json is valid: 1 action, 1 node, 0 edges; 1 warning',
		'  warned.json:5:5 ⚠ warning underscore-name $.ActionList.my_start Action "my_start" has an underscore: images of FaaSr 2.0.1 and later refuse it before their first log line, earlier ones accept it.',
		'      → Use hyphens.',
		'✖ bad.json is invalid: 1 error',
		'  bad.json:2:19 ✖ error json-syntax $ A comma stands before "}".',
		'      → Remove the comma.',
		'',
	].join('\n'));
});

t.test('warnings do not make a document invalid', async t => {
	t.equal((await run(['good.json', 'warned.json'], {texts})).exitCode, 0);
	t.equal((await run([fixture('flare-dead-join')])).exitCode, 0);
	t.equal((await run(['good.json'], {texts, isStrict: true})).exitCode, 0);
	t.equal((await run(['good.json', 'warned.json'], {texts, isStrict: true})).exitCode, 3, 'unless it is asked to be strict');
	t.equal((await run([fixture('cycle')])).exitCode, 3);
	t.equal((await run([fixture('prehistoric')])).exitCode, 3);
});

t.test('colours appear only when the output has them', async t => {
	t.notMatch((await run(['warned.json', 'bad.json'], {texts})).written, /(?!\n)\p{Cc}/u);
	const {written} = await run(['good.json', 'warned.json', 'bad.json'], {texts, hasColor: true});
	t.match(written, '\u001B[32m✔\u001B[0m \u001B[1mgood.json\u001B[0m is valid');
	t.match(written, '\u001B[31m✖ error\u001B[0m json-syntax');
	t.match(written, '\u001B[33m⚠ warning\u001B[0m underscore-name');
});

t.test('--json writes one JSON document with every problem', async t => {
	const {exitCode, written} = await run(['good.json', 'bad.json'], {texts, json: true, hasColor: true});
	t.equal(exitCode, 3);
	t.same(JSON.parse(written), {
		isValid: false,
		files: [
			{
				file: 'good.json',
				isValid: true,
				errorCount: 0,
				warningCount: 0,
				workflow: {
					name: 'example', entry: 'start', actions: 2, instances: 3, edges: 1,
				},
				problems: [],
			},
			{
				file: 'bad.json',
				isValid: false,
				errorCount: 1,
				warningCount: 0,
				problems: [{
					severity: 'error', code: 'json-syntax', message: 'A comma stands before "}".', hint: 'Remove the comma.', path: '$', line: 2, column: 19,
				}],
			},
		],
	});
	const good = await run(['good.json'], {texts, json: true});
	t.equal(good.exitCode, 0);
	t.match(JSON.parse(good.written), {isValid: true});
});

t.test('nothing in a document or a file name can drive the terminal', async t => {
	const hostile = {'evil\u001B[2J.json': JSON.stringify(buildDocument({start: ['\u001B]0;x\u0007\u009B31m\u202E']}))};
	for (const json of [false, true]) {
		const {written} = await run(Object.keys(hostile), {texts: hostile, json});
		t.notMatch(written, /(?!\n)\p{Cc}|\u202E/u, json ? 'JSON' : 'text');
	}
});

t.test('a file that is not there is a usage error, before anything is written', async t => {
	await t.rejects(run(['good.json', 'nowhere.json'], {texts}), {code: 'usage', message: /^Workflow document "nowhere\.json" not found\. Tried: nowhere\.json, workflows\/nowhere\.json\.$/});
	await t.rejects(run([]), {code: 'usage', hint: /faasr-tui validate/});
});
