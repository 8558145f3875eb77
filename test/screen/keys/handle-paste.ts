import t, {type Test} from 'tap';
import {createListeners} from '../../../source/ports/listeners/create-listeners.js';
import {type CursorPlace} from '../../../source/screen/frame/frame-painter.js';
import {openApp, running} from '../open-app.js';

const open = (t: Test) => {
	const pastes = createListeners<[text: string]>();
	let cursor: CursorPlace | undefined;
	const app = openApp(t, {state: running, props: {
		subscribePastes: pastes.add,
		setCursor(place) {
			cursor = place;
		},
	}});
	return {...app, async paste(text: string) {
		pastes.call(text);
		await app.settle();
	}, getCursor: () => cursor};
};

t.test('a paste is text in a prompt, in one line', async t => {
	const app = open(t);
	await app.press('2/');
	await app.paste('abc\nx\u0003\u001By\tz\r\n');
	t.match(app.line(-1), /^ \/abc xy z *$/u);
	await app.press('!');
	t.match(app.line(-1), /^ \/abc xy z! *$/u);
	t.same(app.intents, []);
	await app.paste('x'.repeat(2000));
	await app.press('\u001B');
	t.notMatch(app.line(-1), 'xxx');
});

t.test('a paste narrows the list of commands', async t => {
	const app = open(t);
	await app.press(':');
	await app.paste('time\n');
	t.match(app.lastFrame(), /^ :time *$/mu);
	t.match(app.lastFrame(), 'cycle-time');
});

t.test('where no text is wanted a paste does nothing, and it answers no question', async t => {
	const app = open(t);
	await app.paste('xq\ny');
	t.same(app.intents, []);
	await app.press('q');
	t.match(app.line(-1), / y\/n$/u);
	await app.paste('y');
	t.match(app.line(-1), / y\/n$/u, 'the question stands');
	t.same(app.intents, []);
	await app.press('n?');
	await app.paste('q');
	t.match(app.lastFrame(), '▶ KEYS');
});

t.test('without marks, what stands in one chunk behind the Enter of a prompt is no key', async t => {
	const app = open(t);
	await app.press('2/');
	await app.press('abc\rxy');
	t.same(app.intents, []);
	t.notMatch(app.line(-1), ' y/n');
	await app.press(':');
	await app.press('graph\rqy');
	t.match(app.lastFrame(), 'GRAPH');
	t.same(app.intents, []);
	await app.press('q');
	await app.press('y');
	t.same(app.intents, ['quit'], 'keys of their own are keys');
});

t.test('while a text is asked for, the terminal\'s cursor stands at the end of it', async t => {
	const app = open(t);
	t.equal(app.getCursor(), undefined);
	await app.press('2/');
	t.same(app.getCursor(), {row: 23, column: 2});
	await app.press('한국');
	t.same(app.getCursor(), {row: 23, column: 6});
	t.equal([...app.line(-1)].slice(0, 4).join(''), ' /한국');
	await app.press('x'.repeat(200));
	t.same(app.getCursor(), {row: 23, column: 79}, 'at the edge of the screen');
	await app.press('\r');
	t.equal(app.getCursor(), undefined);
	await app.press(':');
	await app.press('ab');
	t.same(app.getCursor(), {row: app.lastFrame().split('\n').findIndex(line => line.startsWith(' :ab')), column: 4});
	await app.press('\u001B');
	t.equal(app.getCursor(), undefined);
});
