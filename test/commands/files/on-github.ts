import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {runBin} from '../../support/cli/run-bin.js';
import {startOwnGithub} from '../../support/preflight/start-own-github.js';

// Real processes on a machine that may be busy.
t.setTimeout(180_000);

t.test('what a run on GitHub wrote is read from the document\'s own stores, and one that lets nobody in is told', async t => {
	const {folder, env, edit} = await startOwnGithub(t);
	const at = {cwd: folder, env};
	const ran = await runBin(['two.json', '--ci'], at);
	t.equal(ran.code, 0, ran.stdout + ran.stderr);
	t.match(await runBin(['files', 'two.json'], at), {code: 0, stdout: /^Run \S+ wrote no file below \S+, \S+ in data stores Files, Logs\./u}, 'its arguments do not name the file');
	const {files} = JSON.parse((await runBin(['files', 'two.json', '--prefix', 'greeting', '--json'], at)).stdout) as {readonly files: readonly unknown[]};
	t.match(files, [{store: 'Files', key: 'greeting.txt', nodes: {length: Number}}]);
	t.equal((await runBin(['get', 'two.json', 'greeting.txt', '--prefix', 'greeting'], at)).stdout, `greeting.txt  ${fs.statSync(path.join(folder, 'greeting.txt')).size} B\n`);
	edit(({DataStores: stores, ...document}) => ({...document, DataStores: {...stores, Logs: {...stores['Logs']!, Anonymous: 'TRUE'}}}));
	t.match(await runBin(['cat', 'two.json', 'greeting.txt', '--prefix', 'greeting'], at), {code: 4, stderr: /Logs/u}, 'without keys');
});
