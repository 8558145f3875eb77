import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import t, {type Test} from 'tap';
import {asUser} from '../../support/cli/run-bin.js';
import {isAlive, waitUntil, waitUntilDead} from '../../support/processes.js';
import {startProcessGuard} from '../../../source/clouds/local/process-guard.js';

const program = fileURLToPath(new URL('../../support/local-cloud/guarded-program.ts', import.meta.url));

type Groups = {readonly guarded: number; readonly left: number; readonly stranger: number; readonly marked: number};

/** A program with a guard, killed once it has one. */
const killProgram = async (t: Test, folder: string): Promise<Groups> => {
	const child = spawn(...asUser([process.execPath, '--import=tsx', program, folder]), {stdio: ['ignore', 'pipe', 'inherit']});
	const [text] = await once(child.stdout.setEncoding('utf8'), 'data') as [string];
	const groups = JSON.parse(text) as Groups;
	t.teardown(() => {
		for (const group of Object.values(groups).filter(id => isAlive(id))) {
			process.kill(-group, 'SIGKILL');
		}
	});
	const ended = once(child, 'exit');
	child.kill('SIGKILL');
	await ended;
	return groups;
};

t.test('when the program is killed what it guarded goes, with the folder, and nothing else', async t => {
	const folder = t.testdir({'it\'s a "folder"': {inside: {file: 'text'}}, beside: 'text'});
	const guarded = join(folder, 'it\'s a "folder"');
	const groups = await killProgram(t, guarded);
	await waitUntilDead(groups.guarded);
	await waitUntil(() => !existsSync(guarded), () => readdirSync(folder));
	t.ok(isAlive(groups.left), 'no guard any more');
	t.ok(isAlive(groups.stranger), 'never guarded');
	t.ok(existsSync(join(folder, 'beside')));
});

t.test('without a folder none is removed', async t => {
	const {guarded, marked} = await killProgram(t, '');
	await waitUntilDead(guarded);
	if (process.platform === 'linux') {
		await waitUntilDead(marked);
	}

	t.pass();
});

/** The guards of this process that are still there. */
const listGuards = (): readonly string[] => spawnSync('ps', ['-eo', 'ppid=,args='], {encoding: 'utf8'}).stdout.split('\n')
	.filter(line => line.trimStart().startsWith(`${process.pid} `) && line.includes('faasr-tui-guard'));

t.test('closing ends the guard, and nothing that it guarded', async t => {
	const folder = t.testdir({file: 'text'});
	const group = spawn('sh', ['-c', 'sleep 600 & wait'], {detached: true, stdio: 'ignore'}).pid!;
	t.teardown(() => {
		process.kill(-group, 'SIGKILL');
	});
	const guard = startProcessGuard(folder);
	guard.watch(group);
	t.equal(listGuards().length, 1);
	await guard.close();
	t.same(listGuards(), []);
	t.ok(isAlive(group));
	t.ok(existsSync(join(folder, 'file')));
});

t.test('where there is no shell there is no guard, and nothing fails of it', async t => {
	const {PATH: path} = process.env;
	t.teardown(() => {
		process.env['PATH'] = path;
	});
	process.env['PATH'] = t.testdir({});
	const guard = startProcessGuard();
	guard.watch(process.pid)();
	await guard.close();
	await guard.close();
	t.pass();
});
