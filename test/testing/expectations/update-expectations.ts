import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {type RunState} from '../../../source/core/run/run-state.js';
import {type Status} from '../../../source/core/run/status.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {updateExpectations} from '../../../source/testing/expectations/update-expectations.js';
import {buildDocument} from '../../support/workflows/build-document.js';

const endWith = (statuses: Readonly<Record<string, Status>>): RunState => {
	const {workflow} = parseWorkflow(JSON.stringify(buildDocument({start: ['sum'], sum: []})));
	const state = createRunState(workflow!, 1000);
	return {...state, nodes: new Map([...state.nodes].map(([id, node]) => [id, {...node, status: statuses[id] ?? node.status}]))};
};

t.test('statuses and local files become what was found, comments stay', async t => {
	const folder = t.testdir({'e.yaml': '# mine\nnodes:\n  start: COMPLETED # always\n  sum:\n    status: FAILED\n    reason: x\nfiles:\n  - {path: a.csv, csv: {file: want/a.csv}}\n  - {path: b.txt, equals: b.txt}\n  - {path: gone.txt, equals: gone.txt}\n  - {path: c.txt, contains: hello}\n', want: {'a.csv': 'old'}});
	const file = join(folder, 'e.yaml');
	const changes = await updateExpectations({
		file, state: endWith({start: 'COMPLETED', sum: 'SKIPPED'}), read: async name => name === 'gone.txt' ? undefined : new TextEncoder().encode(`new ${name}`),
	});
	t.strictSame(changes, ['sum is expected to be SKIPPED now', 'want/a.csv has the contents of a.csv now', 'b.txt has the contents of b.txt now']);
	t.match(readFileSync(file, 'utf8'), /^# mine\nnodes:\n {2}start: COMPLETED # always\n {2}sum:\n {4}status: SKIPPED\n {4}reason: x\n/);
	t.equal(readFileSync(join(folder, 'want/a.csv'), 'utf8'), 'new a.csv');
	t.equal(readFileSync(join(folder, 'b.txt'), 'utf8'), 'new b.txt');
	t.throws(() => readFileSync(join(folder, 'gone.txt')));
});

t.test('what holds is left as it is written', async t => {
	const text = 'nodes: {start: COMPLETED}   # so\n';
	const file = join(t.testdir({'e.yaml': text}), 'e.yaml');
	t.strictSame(await updateExpectations({file, state: endWith({start: 'COMPLETED'}), read: async () => undefined}), []);
	t.equal(readFileSync(file, 'utf8'), text);
});
