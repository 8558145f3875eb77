import t from 'tap';
import {emptyFold, foldLogLine, getLogFacts} from '../../../source/core/log/fold-log-facts.js';
import {type LogFacts} from '../../../source/core/log/log-facts.js';
import {parseLogLine} from '../../../source/core/log/parse-log-line.js';
import {getLogs, listNamedOf, listNamedRuns} from '../../../source/core/run/list-named-runs.js';
import {log, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const workflow = createTinyWorkflow({a: ['r(2)', 'constructor'], r: ['z'], z: [], constructor: []});

const read = (...messages: readonly string[]): LogFacts => {
	let fold = emptyFold;
	for (const message of messages) {
		fold = foldLogLine(fold, parseLogLine(`[1.0] [INFO] [scheduler.py] ${message}`), workflow.name);
	}

	return getLogFacts(fold, 1);
};

const submitted = read(
	'SLURM: Successfully submitted job: r (Job ID: 17)',
	'SLURM: Successfully submitted job: r (Job ID: 18)',
	'(\'Kubernetes: Successfully submitted jobs: constructor (Job ID: 5a-8e)\', \'(Created at: 2026-12-01T01:28:05Z)\')',
);

t.test('the runs that a log names are known by their order: the k-th of a ranked action is rank k\'s', async t => {
	t.same(submitted.invoked, {r: 2, constructor: 1});
	t.same(listNamedRuns([submitted, read('GitHub Action: Successfully invoked: z')], workflow), [
		{action: 'r', rank: 1, id: '17'}, {action: 'r', rank: 2, id: '18'}, {action: 'constructor', id: '5a-8e'},
	]);
});

t.test('they are found in what was read and in what is known of a run', async t => {
	const events = [log('a', submitted)(1), {type: 'bucket.listed', at: 1} as const];
	t.equal(listNamedRuns(getLogs(events), workflow).length, 3);
	t.equal(listNamedOf(tell(workflow, [log('a', submitted)])).length, 3);
	t.same(listNamedOf(tell(workflow, [])), []);
});
