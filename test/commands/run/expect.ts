import {cpSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import t from 'tap';
import {projectFolder, runBin} from '../../support/cli/run-bin.js';

/** The tutorial in a folder of its own, with these expectations beside it. */
const prepare = (folder: string, expectations: string, extra: Readonly<Record<string, string>> = {}): string => {
	for (const name of ['tutorial.json', 'functions']) {
		cpSync(join(projectFolder, 'workflows', name), join(folder, name), {recursive: true});
	}

	for (const [name, text] of Object.entries({'tutorial.expect.yaml': expectations, ...extra})) {
		writeFileSync(join(folder, name), text);
	}

	return folder;
};

const runLocal = async (folder: string, ...options: readonly string[]) => runBin(['tutorial.json', '--local', '--ci', '--no-stream-logs', ...options], {cwd: folder});

const good = `nodes:
  create-sample-data: COMPLETED
  compute-sum: COMPLETED
files:
  - path: tutorial/{InvocationID}/sum.csv
  - {path: sum.csv, csv: {file: sum.csv, tolerance: 0.5}, contains: v1}
  - {path: nothing.csv, absent: true}
logs:
  - {node: compute-sum, matches: 'Wrote the sum of \\d rows'}
duration: 60
`;

t.test('expectations that hold are rows of the run, and exit code 0', async t => {
	const folder = prepare(t.testdir(), good, {'sum.csv': 'v1,v2\n5.2,50\n7,70\n9,90\n'});
	const {code, stdout} = await runLocal(folder, '--expect');
	t.equal(code, 0, stdout);
	t.match(stdout, /assert ok create-sample-data completed/);
	t.match(stdout, /assert ok sum\.csv equals the expected CSV/);
	t.match(stdout, /assert ok the run takes at most 1m/);
	t.match(stdout, /assertions of tutorial\.expect\.yaml: 8 ok\n/);
});

t.test('what does not hold is shown with its difference, all of it, and is exit code 1; --update writes what was found', async t => {
	const bad = good.replace('compute-sum: COMPLETED', 'compute-sum: FAILED').replace('contains: v1', 'contains: v9').replace(', tolerance: 0.5', '');
	const folder = prepare(t.testdir(), bad, {'sum.csv': 'v1,v2\n5,50\n7,71\n9,90\n'});
	const {code, stdout} = await runLocal(folder, '--expect');
	t.equal(code, 1);
	t.match(stdout, /assert FAILED compute-sum fail/);
	t.match(stdout, /assert FAILED sum\.csv equals the expected CSV[^\n]*: sum\.csv has "7,70" instead of "7,71" in line 3/);
	t.match(stdout, /assert FAILED sum\.csv matches/);
	t.match(stdout, /\[TESTS FAILED][^\n]*\n$/);
	const updated = await runLocal(folder, '--expect', '--update');
	t.equal(updated.code, 1, 'the run that was compared did not do what was expected');
	t.match(updated.stdout, /compute-sum is expected to be COMPLETED now/);
	t.match(readFileSync(join(folder, 'sum.csv'), 'utf8'), '7,70');
	t.match(readFileSync(join(folder, 'tutorial.expect.yaml'), 'utf8'), 'compute-sum: COMPLETED');
});

t.test('mistakes are said before anything runs', async t => {
	const folder = prepare(t.testdir(), 'nodes:\n  compute-smu: COMPLETED\n');
	t.match(await runLocal(folder, '--expect'), {code: 3, stderr: /tutorial\.expect\.yaml:2 The workflow has no node "compute-smu"\. Did you mean compute-sum\?/});
	t.match(await runLocal(folder, '--expect-file', 'other.yaml'), {code: 2, stderr: /The expectations other\.yaml are not there\./});
	t.match(await runLocal(folder, '--update'), {code: 2, stderr: /--update/});
	t.match(await runLocal(folder, '--expect', '--test', 'x.ts'), {code: 2, stderr: /--test/});
	t.match(await runBin(['validate', 'tutorial.json'], {cwd: folder}), {code: 3, stdout: /tutorial\.expect\.yaml:2:16 .* error expectations \$ The workflow has no node/});
});
