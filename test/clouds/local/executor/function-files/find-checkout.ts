import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import t from 'tap';
import {findCheckout, readOrigin} from '../../../../../source/clouds/local/executor/function-files/find-checkout.js';

const config = (url: string) => `[core]\n\tbare = false\n[remote "upstream"]\n\turl = https://github.com/up/stream\n[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch "main"]\n\tremote = origin\n`;

for (const [url, expected] of [
	['https://github.com/Me/Flows.git', 'me/flows'],
	['https://github.com/me/flows', 'me/flows'],
	['https://user:token@github.com/me/flows/', 'me/flows'],
	['git@github.com:me/my.flows.git', 'me/my.flows'],
	['ssh://git@github.com:22/me/flows.git', 'me/flows'],
	['/srv/git', undefined],
] as const) {
	t.test(`the origin ${url} is ${String(expected)}`, async t => {
		t.equal(readOrigin(config(url)), expected);
	});
}

t.test('a work tree is found from any folder below it, a linked one too', async t => {
	const folder = t.testdir({
		main: {'.git': {config: config('git@github.com:me/flows.git'), worktrees: {linked: {commondir: '../..\n'}}}, a: {b: {}}},
		linked: {'.git': '', sub: {}},
		none: {},
	});
	t.same(await findCheckout(join(folder, 'main/a/b')), {root: join(folder, 'main'), repository: 'me/flows'});
	await writeFile(join(folder, 'linked/.git'), `gitdir: ${join(folder, 'main/.git/worktrees/linked')}\n`);
	t.same(await findCheckout(join(folder, 'linked/sub')), {root: join(folder, 'linked'), repository: 'me/flows'});
});
