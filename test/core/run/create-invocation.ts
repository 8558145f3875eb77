import {spawnSync} from 'node:child_process';
import process from 'node:process';
import t from 'tap';
import {createInvocation} from '../../../source/core/run/create-invocation.js';
import {formatDate} from '../../../source/core/run/format-date.js';
import {renderRunTitle} from '../../../source/core/run/run-title.js';
import {document} from '../../support/github-actions/document.js';

const at = Date.parse('2026-03-01T07:08:09.750Z');

type Naming = readonly [title: string, change: Readonly<Record<string, string>>, id: string];

const namings: readonly Naming[] = [
	['a UUID by default', {}, 'uuid'],
	['a UUID when the keys are empty', {InvocationID: '', InvocationIDFromDate: ''}, 'uuid'],
	['the document\'s own id', {InvocationID: '1234'}, '1234'],
	['the document\'s own id before its date format', {InvocationID: '1234', InvocationIDFromDate: '%Y'}, '1234'],
	['the time in the document\'s format', {InvocationIDFromDate: '%Y%m%d%H%M'}, '202603010708'],
	['the second of the timestamp, not a part of it', {InvocationIDFromDate: '%S-%f'}, '09-000000'],
];

for (const [title, change, id] of namings) {
	t.test(`the InvocationID is ${title}`, async t => {
		t.same(createInvocation({...document, ...change}, at, 'uuid'), {workflowName: 'flow', timestamp: '2026-03-01T07-08-09', id});
	});
}

t.test('a run is titled by its invocation, its action and its rank', async t => {
	t.equal(renderRunTitle({invocationId: 'id', action: 'sum'}), 'id sum');
	t.equal(renderRunTitle({invocationId: 'id', action: 'sum', rank: 2}), 'id sum(2)');
});

t.test('dates are formatted as Python does', async t => {
	const format = '%Y|%y|%m|%d|%H|%I|%p|%M|%S|%j|%w|%u|%U|%W|%a|%A|%b|%B|%%';
	const times = ['2026-03-01T07:08:09Z', '2024-12-31T23:59:59Z', '2025-01-01T00:00:00Z', '2023-01-01T12:00:00Z', '2024-02-29T13:14:15Z'];
	const program = 'import sys, datetime\nfor s in sys.argv[2:]: print(datetime.datetime.strptime(s, "%Y-%m-%dT%H:%M:%SZ").strftime(sys.argv[1]))';
	const {stdout, status} = spawnSync('python3', ['-c', program, format, ...times], {encoding: 'utf8', env: {PATH: process.env['PATH'], LC_ALL: 'C'}});
	t.equal(status, 0);
	t.equal(formatDate(at, '%Q %'), '%Q %', 'an unknown directive stays as it is');
	t.same(times.map(time => formatDate(Date.parse(time), format)), stdout.trimEnd().split('\n'));
});
