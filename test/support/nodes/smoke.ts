/*
What another Node.js has to do right, in less than a minute: the built program and its screen, S3 through TLS and a proxy, and
the unit tests of core, all in one process. `npm run test:node -- 24 --smoke` runs it.
*/
import fs from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import t from 'tap';
import {openTerminal} from '../cli/open-terminal.js';
import {binFile, projectFolder, runBin} from '../cli/run-bin.js';

t.setTimeout(240_000);

t.test(`${process.version}: a workflow runs on the local cloud, and is told in lines`, async t => {
	const {code, stdout, stderr} = await runBin(['workflows/tutorial.json', '--local', '--ci']);
	t.equal(code, 0, stderr);
	t.equal(stderr, '', 'no warning of Node.js either');
	t.match(stdout.trimEnd().split('\n').at(-1), /^\[COMPLETED] completed=\d/);
});

t.test('the screen shows its first frame in a terminal, and gives it back', async t => {
	const terminal = openTerminal(`cd '${projectFolder}' && exec '${process.execPath}' '${binFile}' workflows/tutorial.json --local`, {columns: 80, rows: 24});
	t.teardown(() => {
		terminal.kill('SIGKILL');
	});
	await terminal.waitFor(lines => lines[23]?.startsWith(' t trigger') === true && lines[1]?.includes('READY') === true, 'the first frame');
	terminal.type('q');
	t.equal(await terminal.exited, 0);
	t.notOk(terminal.isAlternate());
});

const tests = new URL('../../', import.meta.url);
const listTests = (folder: string): readonly string[] => fs.readdirSync(new URL(folder, tests), {recursive: true, encoding: 'utf8'})
	.filter(name => /\.tsx?$/.test(name))
	.map(name => `${folder}${name}`);

for (const file of ['clouds/s3/reach.ts', 'clouds/s3/tls.ts', 'clouds/network/outgoing-fetch.ts', 'clouds/network/find-proxy.ts', ...listTests('core/')]) {
	await import(fileURLToPath(new URL(file, tests)));
}
