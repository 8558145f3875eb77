import t from 'tap';
import {createFollower} from '../../../source/clouds/local/create-follower.js';

type Source = {readonly name: string};

const create = ({hasEnded = true}: {readonly hasEnded?: boolean} = {}) => {
	const asked: string[] = [];
	let openCount = 0;
	const first: Source = {name: 'first'};
	const follower = createFollower(first, async () => {
		openCount++;
		return {name: 'next'};
	}, async () => hasEnded);
	return {
		follower, asked, getOpenCount: () => openCount,
		async work(source: Source) {
			asked.push(source.name);
			if (source === first) {
				throw new Error('nobody listens');
			}

			return source.name;
		},
	};
};

t.test('work is done on the first source as long as it works', async t => {
	const {follower, getOpenCount} = create();
	t.equal(await follower.ask(async ({name}) => name), 'first');
	t.equal(getOpenCount(), 0);
	t.equal(follower.current().name, 'first');
});

t.test('a source that fails and has not ended fails the work', async t => {
	const {follower, work, asked} = create({hasEnded: false});
	await t.rejects(follower.ask(work), {message: 'nobody listens'});
	await t.rejects(follower.ask(work), {message: 'nobody listens'});
	t.same(asked, ['first', 'first']);
});

t.test('once the first has ended the work is done on the next, which is opened once', async t => {
	const {follower, work, asked, getOpenCount} = create();
	t.same(await Promise.all([follower.ask(work), follower.ask(work)]), ['next', 'next']);
	t.equal(await follower.ask(work), 'next');
	t.same([asked, getOpenCount()], [['first', 'first', 'next', 'next', 'next'], 1]);
	await t.rejects(follower.ask(async () => {
		throw new Error('nor there');
	}), {message: 'nor there'});
});
