import {type spawn} from 'node:child_process';
import t from 'tap';
import {chooseFileOpener, isShown, startOpener} from '../../../source/commands/files/file-opener.js';

t.test('what programs show is opened, whatever the case of its ending; what the system might run is not', async t => {
	for (const name of ['mean.csv', 'MAP.PNG', 'a.b.json', 'notes.Rmd', 'grid.nc4', 'report.html']) {
		t.equal(isShown(name), true, name);
	}

	for (const name of ['run.sh', 'x.exe', 'x.EXE', 'page.html.command', 'x.desktop', 'x.app', 'x.bat', 'x.lnk', 'x.jar', 'x.py', 'README', '.csv', 'csv', 'x.', '']) {
		t.equal(isShown(name), false, name);
	}
});

const screen = {DISPLAY: ':0'};
const choices: ReadonlyArray<readonly [title: string, platform: NodeJS.Platform, env: Readonly<Record<string, string>>, command: string | undefined, args?: readonly string[]]> = [
	['macOS', 'darwin', {}, 'open', ['/tmp/a & b.csv']],
	['Windows, without a shell that would read the name', 'win32', {}, 'rundll32', ['url.dll,FileProtocolHandler', '/tmp/a & b.csv']],
	['Linux with X11', 'linux', screen, 'xdg-open', ['/tmp/a & b.csv']],
	['Linux with Wayland', 'linux', {WAYLAND_DISPLAY: 'wayland-0'}, 'xdg-open', ['/tmp/a & b.csv']],
	['Linux without a screen', 'linux', {DISPLAY: ''}, undefined],
	['over SSH, where the file would open on another machine', 'linux', {...screen, SSH_CONNECTION: '10.0.0.1 22'}, undefined],
	['over SSH with a terminal', 'darwin', {SSH_TTY: '/dev/pts/1'}, undefined],
];

for (const [title, platform, env, command, args] of choices) {
	t.test(`the program that shows a file: ${title}`, async t => {
		t.strictSame(chooseFileOpener('/tmp/a & b.csv', platform, env), command === undefined ? undefined : {command, args});
	});
}

/** A program that starts, or does not. */
const createSpawn = (outcome: 'spawn' | 'error') => {
	const started: unknown[][] = [];
	let unrefCount = 0;
	const start = (...words: unknown[]) => {
		started.push(words);
		return {
			unref() {
				unrefCount++;
			},
			once(event: string, listener: () => void) {
				if (event === outcome) {
					queueMicrotask(listener);
				}
			},
		};
	};

	return {started, getUnrefCount: () => unrefCount, spawn: start as unknown as typeof spawn};
};

t.test('the program gets the environment it is given, writes nothing here, and nobody waits for it', async t => {
	const {started, spawn, getUnrefCount} = createSpawn('spawn');
	t.equal(await startOpener({command: 'open', args: ['x.csv']}, {HOME: '/home/me'}, spawn), true);
	t.strictSame(started, [['open', ['x.csv'], {stdio: 'ignore', detached: true, env: {HOME: '/home/me'}}]]);
	t.equal(getUnrefCount(), 1);
});

t.test('a program that is not there is no crash', async t => {
	const {spawn, getUnrefCount} = createSpawn('error');
	t.equal(await startOpener({command: 'xdg-open', args: ['x.csv']}, {}, spawn), false);
	t.equal(getUnrefCount(), 0);
});
