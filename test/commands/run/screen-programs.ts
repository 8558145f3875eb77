import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {noWholeLogs} from '../../screen/create-fake-store.js';
import {createLogTools} from '../../../source/commands/run/screen-programs.js';

async function * getLines(count: number): AsyncGenerator<string> {
	for (let index = 0; index < count; index++) {
		yield `line ${index}`;
	}
}

const getText = (count: number): string => Array.from({length: count}, (_, index) => `line ${index}\n`).join('');

const create = (folder: string, env: Readonly<Record<string, string>> = {}) => createLogTools({readRunLog: async () => [], ...noWholeLogs, env, folder});

t.test('lines are saved under a new name, for the owner\'s eyes, and nothing is written over', async t => {
	const folder = t.testdir({'old.log': 'precious'});
	const {save} = create(folder);
	const file = await save('new.log', getLines(20_000));
	t.equal(file, path.join(folder, 'new.log'));
	t.equal(fs.readFileSync(file, 'utf8'), getText(20_000));
	t.equal(fs.statSync(file).mode % 0o1000, 0o600);
	await t.rejects(save('old.log', getLines(1)), {code: 'usage', message: /old\.log exists already, so nothing was written/});
	t.equal(fs.readFileSync(path.join(folder, 'old.log'), 'utf8'), 'precious');
	await t.rejects(save('missing/x.log', getLines(1)), {code: 'usage', message: /cannot be written to .*x\.log \(ENOENT\)/});
});

t.test('a log is not saved through a link that leads out of the folder', async t => {
	const root = t.testdir({home: {}, checkout: {}});
	const folder = path.join(root, 'checkout');
	fs.symlinkSync('../home', path.join(folder, 'logs'));
	await t.rejects(create(folder).save('logs/x.log', getLines(1)), {code: 'usage', message: /logs is a link out of this folder/u});
	t.same(fs.readdirSync(path.join(root, 'home')), []);
	t.equal(await create(folder).save(path.join(root, 'home', 'x.log'), getLines(1)), path.join(root, 'home', 'x.log'), 'where the user says');
});

t.test('a file that cannot be finished is taken away again', async t => {
	const folder = t.testdir();
	async function * getBrokenLines(): AsyncGenerator<string> {
		yield 'first';
		throw new Error('the disk is gone');
	}

	await t.rejects(create(folder).save('x.log', getBrokenLines()), /x\.log/);
	t.same(fs.readdirSync(folder), []);
});

t.test('the pager gets a file with the lines while it has the terminal, and the file goes when it ends', async t => {
	const folder = t.testdir();
	const note = path.join(folder, 'note');
	const tools = create(folder, {PAGER: `sh -c 'cp "$0" "${folder}/seen"; echo "$0" > "${note}"'`, EDITOR: 'false'});
	const order: string[] = [];
	await tools.page(getLines(3), async task => {
		order.push('lent');
		const result = await task();
		order.push('back');
		return result;
	});
	t.same(order, ['lent', 'back']);
	t.equal(fs.readFileSync(path.join(folder, 'seen'), 'utf8'), getText(3));
	t.notOk(fs.existsSync(path.dirname(fs.readFileSync(note, 'utf8').trim())));
	t.notOk(tools.takeSignal('SIGINT'), 'no pager, no signal of its');
});

t.test('Ctrl+C is the pager\'s while it runs, other signals end it', async t => {
	const folder = t.testdir();
	const tools = create(folder, {PAGER: 'exec sleep 60 #'});
	await tools.page(getLines(1), async task => {
		const paging = task();
		t.ok(tools.takeSignal('SIGINT'), 'it is not the run\'s');
		t.notOk(tools.takeSignal('SIGTERM'), 'it is the run\'s, too');
		return paging;
	});
});

t.test('a pager that is not there is named', async t => {
	await t.rejects(create(t.testdir(), {PAGER: 'no-such-pager-here 2>/dev/null'}).page(getLines(1), async task => task()), {
		code: 'usage', message: 'The pager "no-such-pager-here 2>/dev/null" cannot be started.', hint: /PAGER/,
	});
});
