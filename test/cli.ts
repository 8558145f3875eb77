import {spawnSync} from 'node:child_process';
import process from 'node:process';
import t from 'tap';
import {commandNames} from '../source/commands/usage/command-names.js';
import {asUser, bareEnvironment, binFile, runBin} from './support/cli/run-bin.js';

// Real processes on a machine that may be busy. Signals: test/faults/process-signals.ts.
t.setTimeout(180_000);

const escape = '\u{1B}';

t.test('main.json runs on the local cloud to its verdict: every node right, the verdict last, exit code 0', async t => {
	const {code, stdout, stderr} = await runBin(['workflows/main.json', '--ci', '--local']);
	t.equal(code, 0);
	t.equal(stderr, '');
	t.match(stdout.trimEnd().split('\n').at(-1), /^\[COMPLETED\] completed=12 not-invoked=4 elapsed=/u);
	t.notMatch(stdout, escape);
	for (const node of ['test-py-api', 'sync1', 'test-run-true', 'test-rank(5)', 'sync2']) {
		t.match(stdout, new RegExp(String.raw`${node.replaceAll(/[()]/gu, String.raw`\$&`)} \w+ -> COMPLETED`, 'u'), node);
	}

	for (const node of ['test-dontrun-false', 'test-dontrun-false-next', 'test-dontrun-true', 'test-dontrun-true-next']) {
		t.match(stdout, `${node} PENDING -> NOT_INVOKED (branch-not-taken)`);
	}
});

t.test('a bare name is found in ./workflows, and a failing function is named with its reason and traceback', async t => {
	const {code, stdout} = await runBin(['failing.json', '--ci', '--local', '--stream-logs', 'false', '--check-interval', '0.2']);
	t.equal(code, 1);
	t.match(stdout, /invert-numbers \w+ -> FAILED .*\(function-error\): .*division by zero/u);
	t.match(stdout, /add-numbers PENDING -> SKIPPED \(upstream-failed\)/u);
	t.match(stdout, /--- invert-numbers FAILED[^]*invert_numbers\.py", line 19/u);
	t.match(stdout.trimEnd().split('\n').at(-1), /^\[FAILED\] completed=1 failed=1 skipped=1 /u);
	t.notMatch(stdout, ' | ');
});

t.test('no log line is streamed with --no-stream-logs', async t => {
	const {code, stdout} = await runBin(['--workflow-file', 'workflows/tutorial.json', '--ci', '--local', '--no-stream-logs', '--check-interval', '0.2']);
	t.equal(code, 0);
	t.notMatch(stdout, ' | ');
});

type Refusal = readonly [title: string, parameters: readonly string[], code: number, message: RegExp];

const refusals: readonly Refusal[] = [
	['an unknown option', ['main.json', '--nonsense'], 2, /nonsense[^]*--help/iu],
	['no document at all', ['--ci', '--local'], 2, /✖ .+\n {2}\S/u],
	['a document that does not exist', ['nowhere.json', '--ci'], 2, /nowhere\.json/u],
	['a time-out that is no time', ['main.json', '--ci', '--local', '--timeout', '0'], 2, /--timeout 0: the value must be a number above 0/u],
	['a functions folder that does not exist', ['main.json', '--ci', '--local', '--functions-dir', 'nowhere'], 2, /functions folder \/\S+\/nowhere does not exist/u],
	['an option of the local cloud without it', ['main.json', '--ci', '--data-dir', 'd'], 2, /--data-dir belongs to --local[^]*Add --local/u],
	['an option without its value', ['main.json', '--ci', '--local', '--reporter'], 2, /--reporter has no value/u],
	['an empty value', ['main.json', '--ci', '--local', '--data-dir', ''], 2, /The value of --data-dir is empty/u],
	['two documents', ['main.json', 'ranked.json', '--ci', '--local'], 2, /Two documents are named: main\.json and ranked\.json/u],
	['a mistyped option', ['main.json', '--ci', '--locla'], 2, /Unknown option --locla: did you mean --local\?/u],
	['a mistyped option of a command', ['ls', 'main.json', '--limti', '3'], 2, /Unknown option --limti: did you mean --limit\?/u],
	['a mistyped command', ['valdate', 'main.json'], 2, /Unknown command valdate: did you mean validate\?/u],
	['a mistyped command alone', ['frobnicate'], 2, /"frobnicate" not found/u],
	['validate without a file', ['validate'], 2, /No file is named/u],
	['resume without a run', ['resume', 'main.json', '--local'], 2, /--invocation-id is missing/u],
	['no credentials in a pipeline', ['main.json', '--ci'], 4, /No credentials are set, so the workflow cannot run[^]*--local/u],
	['no credentials to read a run with', ['report', 'main.json'], 4, /No credentials are set, so no run on GitHub Actions can be read\.[^]*--local --data-dir FOLDER/u],
	['validating a file that is no document', ['validate', 'package.json'], 3, /^$/u],
];

for (const [title, parameters, expected, message] of refusals) {
	t.test(`${title}: one clear sentence, what to do next, exit code ${expected}`, async t => {
		const {code, stderr} = await runBin(parameters);
		t.equal(code, expected);
		t.match(stderr, message);
		t.notMatch(stderr, /\n\s+at /u);
	});
}

t.test('all missing credentials are listed at once', async t => {
	const {code, stderr} = await runBin(['main.json', '--ci'], {env: {GITHUB_TOKEN: 'ghp_canary'}});
	t.equal(code, 4);
	t.match(stderr, /GITHUB_REPOSITORY[^]*My_S3_Bucket_AccessKey[^]*My_S3_Bucket_SecretKey/u);
	t.notMatch(stderr, 'ghp_canary');
});

t.test('.env is read, and TEST_WORKFLOW_FILE names the document', async t => {
	const cwd = t.testdir({'.env': 'TEST_WORKFLOW_FILE=mine.json\n', 'mine.json': '{"WorkflowName": '});
	const {code, stderr} = await runBin(['--ci', '--local'], {cwd});
	t.equal(code, 3);
	t.match(stderr, 'mine.json');
});

t.test('a current folder that has been deleted is said, whatever is asked for', async t => {
	for (const parameter of ['--version', '--help', 'validate']) {
		const folder = t.testdir({gone: {}});
		const {status, stderr} = spawnSync(...asUser(['sh', '-c', `cd "$1/gone" && rmdir "$1/gone" && exec "$2" "$3" ${parameter}`, 'sh', folder, process.execPath, binFile]), {encoding: 'utf8', env: bareEnvironment()});
		t.equal(status, 2);
		t.match(stderr, /^✖ The current folder does not exist any more[^\n]*\n {2}Change to another folder[^\n]*\n$/u);
	}
});

t.test('the commands that --help lists are those that a mistyped one is compared with, in any language', async t => {
	const {stdout} = await runBin(['--help'], {env: {LANG: 'de_DE.UTF-8'}});
	const names = [...stdout.matchAll(/^ {2}faasr-tui (?<name>[a-z]+)/gmu)].map(([, name]) => name);
	t.same(names, commandNames);
});
