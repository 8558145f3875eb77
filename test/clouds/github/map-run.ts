import t from 'tap';
import {getWebOrigin, mapRun, parseTitle} from '../../../source/clouds/github/map-run.js';
import {invocation} from '../../support/github-actions/document.js';

const since = Date.parse('2026-03-01T12:00:00Z');
const mapping = {invocation, since, actionByFile: new Map([['flow-start.yml', 'start'], ['flow-a(1).yml', 'a(1)']])};
const raw = {
	id: 5, path: '.github/workflows/flow-start.yml', display_title: 'id-1 start', status: 'completed', conclusion: 'success', created_at: '2026-03-01T12:00:00Z',
};

const titles: ReadonlyArray<readonly [title: string, expected: unknown]> = [
	['id-1 start', {owner: 'this'}],
	['id-1 start(2)', {owner: 'this', rank: 2}],
	['id-2 start', {owner: 'other'}],
	['id-10 start', {owner: 'other'}],
	['my id-1 start', {owner: 'other'}],
	['id-2 start(2)', {owner: 'other', rank: 2}],
	['flow-start', {owner: 'unknown'}],
	[' start', {owner: 'unknown'}],
	['start', {owner: 'unknown'}],
	['start(2)', {owner: 'unknown'}],
	['id-1 middle', {owner: 'unknown'}],
	['', {owner: 'unknown'}],
];

for (const [title, expected] of titles) {
	await t.test(`the title "${title}" is read`, async t => {
		t.same(parseTitle(title, 'start', invocation), expected);
	});
}

await t.test('an InvocationID with blanks is read', async t => {
	t.same(parseTitle('my run 7 start(3)', 'start', {...invocation, id: 'my run 7'}), {owner: 'this', rank: 3});
});

const paths: ReadonlyArray<readonly [path: unknown, isMine: boolean]> = [
	['.github/workflows/flow-start.yml', true],
	['local/local/.github/workflows/flow-start.yml@main', true],
	['.github/workflows/flow-start.yml@refs/heads/main', true],
	['.github/workflows/flow-other.yml', false],
	['.github/workflows/xflow-start.yml', false],
	['dynamic/pages/pages-build-deployment', false],
	[undefined, false],
	[7, false],
];

for (const [path, isMine] of paths) {
	await t.test(`a run of ${String(path)} ${isMine ? 'belongs' : 'does not belong'} to the workflow`, async t => {
		t.equal(mapRun({...raw, path}, mapping)?.action, isMine ? 'start' : undefined);
	});
}

const statuses: ReadonlyArray<readonly [status: unknown, conclusion: unknown, expected: Record<string, unknown>]> = [
	['queued', null, {status: 'queued', conclusion: undefined}],
	['requested', null, {status: 'queued', conclusion: undefined}],
	['waiting', null, {status: 'queued', conclusion: undefined}],
	['pending', null, {status: 'queued', conclusion: undefined}],
	['in_progress', null, {status: 'in_progress', conclusion: undefined}],
	['completed', 'timed_out', {status: 'completed', conclusion: 'timed_out'}],
	['completed', 'a_word_of_the_future', {status: 'completed', conclusion: 'a_word_of_the_future'}],
	['completed', null, {status: 'completed', conclusion: 'unknown'}],
	['a_state_of_the_future', 'success', {status: 'queued', conclusion: undefined}],
	[undefined, undefined, {status: 'queued', conclusion: undefined}],
	[{}, [], {status: 'queued', conclusion: undefined}],
];

for (const [status, conclusion, expected] of statuses) {
	await t.test(`status ${JSON.stringify(status)} with conclusion ${JSON.stringify(conclusion)} is mapped`, async t => {
		const run = mapRun({...raw, status, conclusion}, mapping);
		t.same({status: run?.status, conclusion: run?.conclusion}, expected);
	});
}

const foreign: ReadonlyArray<readonly [title: string, change: Record<string, unknown>, isKept: boolean]> = [
	['of another invocation', {display_title: 'id-2 start'}, false],
	['without an id, from before', {display_title: 'flow-start', created_at: '2026-03-01T11:59:59Z'}, false],
	['without an id, from the same second', {display_title: 'flow-start'}, true],
	['without an id or a time', {display_title: 'flow-start', created_at: null}, true],
	['of this invocation, from before', {created_at: '2026-03-01T11:59:59Z'}, true],
	['without a number', {id: 'x'}, false],
];

for (const [title, change, isKept] of foreign) {
	await t.test(`a run ${title} is ${isKept ? 'kept' : 'left out'}`, async t => {
		t.equal(mapRun({...raw, ...change}, mapping) !== undefined, isKept);
	});
}

await t.test('times of a run come by our clock, its end only once it has one', async t => {
	const times = {created_at: '2026-03-01T12:00:00Z', updated_at: '2026-03-01T12:00:09Z'};
	const toLocalTime = (at: number): number => at - 3_600_000;
	t.match(mapRun({...raw, ...times}, {...mapping, toLocalTime}), {createdAt: since - 3_600_000, endedAt: since + 9000 - 3_600_000});
	t.equal(mapRun({...raw, ...times}, mapping)?.endedAt, since + 9000);
	t.equal(mapRun({...raw, ...times, status: 'in_progress'}, mapping)?.endedAt, undefined);
	t.equal(mapRun(raw, mapping)?.endedAt, undefined, 'nor without the time');
});

t.test('the page of a run is linked only where the API has its pages', async t => {
	const pages: ReadonlyArray<readonly [apiUrl: string, page: string, isLinked: boolean]> = [
		['https://api.github.com', 'https://github.com/o/r/actions/runs/1', true],
		['https://api.acme.ghe.com', 'https://acme.ghe.com/o/r/actions/runs/1', true],
		['https://github.acme.org/api/v3', 'https://github.acme.org/o/r/actions/runs/1', true],
		['http://127.0.0.1:8080', 'http://127.0.0.1:8080/o/r/actions/runs/1', true],
		['https://api.github.com', 'https://github.com@evil.example/', false],
		['https://api.github.com', 'https://me:word@github.com/', false],
		['https://api.github.com', 'http://169.254.169.254/', false],
		['https://api.github.com', 'http://github.com/o/r', false],
		['https://github.acme.org/api/v3', 'https://github.acme.org:444/', false],
		['https://api.evil.org', 'https://evil.org/', false],
		['https://api.github.com', 'file:///etc/passwd', false],
		['https://api.github.com', 'nonsense', false],
	];
	for (const [apiUrl, page, isLinked] of pages) {
		t.equal(mapRun({...raw, html_url: page}, {...mapping, webOrigin: getWebOrigin(apiUrl)})?.url, isLinked ? page : undefined, `${apiUrl} ${page}`);
	}
});
