import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import {fileURLToPath, pathToFileURL} from 'node:url';
import t from 'tap';
import {asUser} from '../support/cli/run-bin.js';

// Six processes with a local cloud each, on a machine that may be busy.
t.setTimeout(400_000);
t.jobs = 2;
const root = fileURLToPath(new URL('../..', import.meta.url));
const page = fs.readFileSync(path.join(root, 'docs/testing.md'), 'utf8');

/** The page's tests, by the name in their first line. */
const examples = new Map([...page.matchAll(/```[jt]s\n\/\/ (?<name>test\/\S+)\n(?<code>[^]*?)```/gu)].map(({groups}) => [groups!['name']!, groups!['code']!]));

/** A stand-in for Vitest that keeps its promise: what `afterAll` is given is called after the tests. */
const vitest = `
const tests = [];
const finishers = [];
export const test = (name, run) => tests.push({name, run});
export const afterAll = finish => finishers.push(finish);
export const runAll = async () => {
	for (const {name, run} of tests) {
		await run();
		console.log('passed ' + name);
	}

	for (const finish of finishers) {
		await finish();
	}
};
`;

/** Writes an example where this package can be imported by its name, and runs it with the built library. */
const run = async (t: {readonly testdir: (content: Record<string, string>) => string}, name: string, {args = [], change = code => code}: {readonly args?: readonly string[]; readonly change?: (code: string) => string} = {}) => {
	const file = path.basename(name);
	const folder = t.testdir({[file]: change(examples.get(name) ?? ''), 'vitest.mjs': vitest});
	const {FAASR_TUI_STREAM: _, ...env} = process.env;
	const child = spawn(...asUser([process.execPath, ...args, path.join(folder, file)]), {cwd: root, env: {...env, TAP: '1'}, stdio: ['ignore', 'pipe', 'pipe']});
	const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
	return {code: child.exitCode, output: stdout + stderr};
};

/** The loader that tap brings along for TypeScript. */
const loader = pathToFileURL(path.join(root, 'node_modules/@tapjs/typescript/dist/esm/import.mjs')).href;
/** A faster one, where it is not the loader that is tried. */
const fastLoader = pathToFileURL(path.join(root, 'node_modules/tsx/dist/loader.mjs')).href;

t.test('docs/testing.md has a test for each framework', async t => {
	t.same([...examples.keys()], ['test/tutorial.mts', 'test/main.mts', 'test/tutorial.test.mjs', 'test/tutorial.test.js']);
});

for (const name of ['test/tutorial.mts', 'test/main.mts']) {
	t.test(`${name} of docs/testing.md passes, quietly, and ends by itself`, async t => {
		const {code, output} = await run(t, name, {args: ['--import', loader]});
		t.equal(code, 0, output);
		t.match(output, /^ok 1 - (?:the sum is right|test_py_api)/mu);
		t.notMatch(output, / \| /u);
	});
}

t.test('docs/testing.md: the test for node:test passes and ends by itself', async t => {
	const {code, output} = await run(t, 'test/tutorial.test.mjs', {args: ['--test', '--test-reporter=tap']});
	t.equal(code, 0, output);
	t.match(output, /^ok 1 - the sum is right[^]*# pass 1$/mu);
});

t.test('docs/testing.md: the test for Vitest passes where afterAll is called, and ends by itself', async t => {
	const {code, output} = await run(t, 'test/tutorial.test.js', {
		change: code => `${code.replace('\'vitest\'', '\'./vitest.mjs\'')}\nimport {runAll} from './vitest.mjs';\nawait runAll();\n`,
	});
	t.equal(code, 0, output);
	t.equal(output, 'passed the sum is right\n');
});

t.test('a wrong expectation fails the test, with both sides and the line', async t => {
	const {code, output} = await run(t, 'test/tutorial.mts', {args: ['--import', fastLoader], change: code => code.replace('v1: 7', 'v1: 8')});
	t.equal(code, 1, output);
	t.match(output, /not ok 1 - sum\.csv has "7,70" instead of "8,70" in line 3/u);
	t.match(output, /-8,70\n\s+\+7,70\n/u);
	t.match(output, /tutorial\.mts:\d+:\d+/u);
});

t.test('a function that raises fails the test that waits for it, with its traceback', async t => {
	const {code, output} = await run(t, 'test/main.mts', {
		args: ['--import', fastLoader],
		change: code => code.replace('main.json', 'failing.json').replace('test-py-api', 'invert-numbers'),
	});
	t.equal(code, 1, output);
	t.match(output, /not ok 1 - invert-numbers ended FAILED \(function-error\): [^]*division by zero[^]*invert_numbers\.py", line 19/u);
});
