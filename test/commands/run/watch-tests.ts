import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {runBin} from '../../support/cli/run-bin.js';

t.setTimeout(180_000);

t.test('--test tells the assertions of a node-tap file with their evidence, and one that fails makes the exit code 1', async t => {
	const file = path.join(t.testdir({'tutorial.mts': `
		import t from 'tap';
		import {useWorkflow} from 'faasr-tui/testing';
		const {handler} = await useWorkflow(t, 'workflows/tutorial.json');
		t.test('the sum', async () => {
			await handler.waitFor('compute-sum');
			await handler.assertCsv('sum.csv', [{v1: 5, v2: 50}, {v1: 7, v2: 70}, {v1: 9, v2: 90}]);
			await handler.assertText('sum.csv', /^v1,v2,v3$/mu);
		});
	`}), 'tutorial.mts');
	const {code, stdout, stderr} = await runBin(['workflows/tutorial.json', '--ci', '--local', '--no-stream-logs', '--test', file]);
	t.equal(code, 1);
	t.equal(stderr, '');
	t.match(stdout, / assert ok compute-sum completes: COMPLETED\n/u);
	t.match(stdout, / assert ok sum\.csv equals the expected CSV \(3 rows\) \(after compute-sum\): 21 bytes\n/u);
	t.match(stdout, / assert FAILED sum\.csv matches \/\^v1,v2,v3\$\/mu \(after compute-sum\): sum\.csv has no text that matches/u);
	t.match(stdout.trimEnd().split('\n').slice(-4), [/assertions of .*tutorial\.mts: 2 ok, 1 FAILED$/u, /What it wrote is deleted with the local cloud: to keep it, add --data-dir FOLDER$/u, /^COMPLETED: /u, /^\[TESTS FAILED\] completed=2 assertions=2\/3 elapsed=/u]);
	t.equal(stdout.split('Triggered').length, 2, 'the workflow ran once');
});

t.test('the end of the test file decides: what it expects to fail is no failure, in the last line, the report and the exit code', async t => {
	const folder = t.testdir({'failing.mjs': `
		import {after, test} from 'node:test';
		import assert from 'node:assert';
		import {useWorkflow} from 'faasr-tui/testing';
		const {handler} = await useWorkflow({after}, 'workflows/failing.json');
		test('it divides by zero', async () => {
			await assert.rejects(handler.waitFor('invert-numbers'), /division by zero/);
			await assert.rejects(handler.assertExists('nope.txt'));
		});
	`});
	const report = path.join(folder, 'report.xml');
	const {code, stdout} = await runBin(['workflows/failing.json', '--ci', '--local', '--no-stream-logs', '--reporter', `junit=${report}`, '--test', path.join(folder, 'failing.mjs')]);
	t.equal(code, 0, stdout);
	t.match(stdout.trimEnd().split('\n').at(-1), /^\[TESTS PASSED\] completed=1 failed=1 skipped=1 assertions=2\/2 elapsed=/u);
	t.match(stdout, /assertions of .*failing\.mjs: 2 ok \(2 failed, as the test expected\)/u);
	const xml = fs.readFileSync(report, 'utf8');
	t.notMatch(xml, '<failure');
	t.match(xml, /<skipped message="as the test expected: FAILED \(function-error\): /u);
	t.match(xml, 'nope.txt exists (failed, as the test expected)');
});
