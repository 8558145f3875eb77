import t from 'tap';
import {fakeInvocation, type FakeState} from '../create-fake-store.js';
import {openApp as open, running, startAt} from '../open-app.js';
import {keys} from '../render-frame.js';
import {colorTheme} from '../themes.js';
import {gh} from '../../support/run-id.js';

const url = 'https://github.com/owner/repo/actions/runs/7';
const state: FakeState = {
	...running,
	nodes: {a: {status: 'RUNNING', runIds: [gh(7)], startedAt: startAt}},
	platformRuns: [{id: gh(7), action: 'a', status: 'in_progress', seenAt: startAt, url}],
};
const size = {columns: 150, rows: 30};
const actionNames = ['a', 'b(2)'];

t.test('y shows and copies the InvocationID, O the place of the log on S3', async t => {
	const app = open(t, {state, actionNames, size});
	await app.press('y');
	t.equal(app.line(-1), ` InvocationID, sent to the clipboard: ${fakeInvocation.id}`);
	await app.press('O');
	const place = `s3://demo/FaaSrLog/tutorial/${fakeInvocation.timestamp}/${fakeInvocation.id}/a.txt`;
	t.equal(app.line(-1), ` Its log on S3, sent to the clipboard: ${place}`);
	t.same(app.copied, [fakeInvocation.id, place]);
});

t.test('o opens the selected node\'s run, and copies its address where there is no browser', async t => {
	const opened: string[] = [];
	const openUrl = async (text: string) => {
		opened.push(text);
		return true;
	};

	const app = open(t, {state, actionNames, size, props: {openUrl}});
	await app.press('o');
	t.same(opened, [url]);
	t.equal(app.line(-1), ` Opening ${url}`);
	const remote = open(t, {state, actionNames, size, props: {openUrl: async () => false}});
	await remote.press('o');
	t.equal(remote.line(-1), ` No browser can be started here, sent to the clipboard: ${url}`);
	t.same(remote.copied, [url]);
});

t.test('without anything to open or copy the keys say why', async t => {
	const openUrl = async () => true;
	const cases: ReadonlyArray<readonly [string, FakeState, typeof openUrl | undefined, string]> = [
		['o', state, undefined, ' Local runs have no web page.'],
		['o', {}, openUrl, ' Nothing has run yet: t triggers the workflow.'],
		['o', running, openUrl, ' No platform run of this node is known.'],
		['O', {}, openUrl, ' Nothing has run yet: t triggers the workflow.'],
		['y', {}, openUrl, ' Nothing has run yet: t triggers the workflow.'],
	];
	for (const [key, at, opener, text] of cases) {
		const app = open(t, {state: at, actionNames, size, props: {openUrl: opener}});
		await app.press(key);
		t.equal(app.line(-1), text);
	}
});

t.test('i shows the node\'s page, with its run as a link that Ink leaves whole; Esc and i close it', async t => {
	const app = open(t, {state, actionNames, size, props: {theme: colorTheme, openUrl: async () => true}});
	await app.press('i');
	t.match(app.lastFrame(), /NODE a/);
	t.ok(app.lastFrame().includes(`\u001B]8;;${url}\u0007`), 'OSC 8');
	t.equal(app.lastFrame().split('\n').length, size.rows);
	await app.press('i');
	t.notMatch(app.lastFrame(), /NODE a/);
	await app.press('i', keys.escape);
	t.notMatch(app.lastFrame(), /NODE a/);
});
