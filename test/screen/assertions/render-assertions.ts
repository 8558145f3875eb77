import t from 'tap';
import {createAssertionStore} from '../../../source/testing/assertions/assertion-store.js';
import {renderAssertions} from '../../../source/screen/assertions/render-assertions.js';
import {openApp, running, startAt} from '../open-app.js';
import {plainTheme} from '../themes.js';

const cleanText = (text: string): string => text.replaceAll('secret', '***');

const createStore = () => {
	const store = createAssertionStore('test/main.mts');
	store.start();
	store.add({title: 'input3.txt exists', isOk: true, evidence: '7 bytes\nETag "abc"', at: startAt});
	store.add({title: 'sums.csv equals the expected rows', node: 'sum', isOk: false, evidence: 'expected 3 rows\nfound 2 of secret', at: startAt + 1000});
	return store;
};

t.test('what does not hold comes first, with everything that was found; what holds takes one line for it', async t => {
	const lines = renderAssertions({state: createStore().getSnapshot(), columns: 70, cleanText}, plainTheme);
	t.same(lines.map(line => line.replace(/\d\d:\d\d:\d\d/, 'TIME')), [
		' ✗ FAILED TIME sums.csv equals the expected rows (after sum)',
		'    expected 3 rows',
		'    found 2 of ***',
		' ✓ ok     TIME input3.txt exists',
		'    7 bytes',
		'',
		' 1 assertion failed so far.',
	]);
	t.ok(renderAssertions({state: createStore().getSnapshot(), columns: 24, cleanText}, plainTheme).every(line => line.length <= 24));
});

t.test('5 shows the assertions as they come, and says how to get some where there is no test file', async t => {
	const store = createStore();
	const app = openApp(t, {state: running, props: {assertions: store}});
	await app.press('5');
	t.match(app.lastFrame(), /TESTS 1\/2 ok: test\/main\.mts/);
	store.add({title: 'input1.txt is gone', isOk: true, evidence: 'not found', at: startAt});
	await app.settle();
	t.match(app.lastFrame(), /TESTS 2\/3 ok/);
	t.match(app.lastFrame(), /input1\.txt is gone/);
	await app.press('1');
	t.match(app.lastFrame(), /NODES/);
	const bare = openApp(t, {state: running});
	await bare.press('5');
	t.equal(bare.line(-1), ' There is no test file: start with --test FILE.');
});

t.test('5 is a view like the others: the log stays, the other views, Tab, Esc and the detail are a key away, a long list scrolls', async t => {
	const store = createStore();
	for (let index = 0; index < 30; index++) {
		store.add({title: `file ${index} exists`, isOk: true, evidence: '1 byte', at: startAt});
	}

	const app = openApp(t, {state: running, props: {assertions: store}});
	await app.press('5');
	t.match(app.lastFrame(), /▶ TESTS[^]* LOG /u);
	await app.press('G');
	t.match(app.lastFrame(), /1 assertion failed so far/u);
	await app.press('/');
	t.equal(app.line(-1), ' The tests cannot be searched: Tab focuses the log, 1 the nodes.');
	await app.press('\t');
	t.match(app.lastFrame(), /▶ LOG/u);
	for (const [key, shown] of [['1', /▶ NODES/u], ['5', /▶ TESTS/u], ['3', /▶ GRAPH/u], ['5', /▶ TESTS/u], ['4', /▶ TIMELINE/u], ['5', /▶ TESTS/u], ['\u001B', /▶ NODES/u]] as const) {
		await app.press(key);
		t.match(app.lastFrame(), shown, key);
	}
});

t.test('a key of a view closes the page that lies over the views', async t => {
	const app = openApp(t, {state: running, props: {assertions: createStore()}});
	for (const page of ['?', 'i']) {
		await app.press(page);
		t.notMatch(app.lastFrame(), /NODES \d/u, page);
		await app.press('5');
		t.match(app.lastFrame(), /TESTS 1\/2 ok/u, page);
	}
});
