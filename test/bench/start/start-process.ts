import {spawn} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {spawn as spawnInTerminal} from '@lydell/node-pty';

/** Where the built program is started from. */
export const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));

const {CI, NODE_ENV, NODE_OPTIONS, NO_COLOR, FORCE_COLOR, ...env} = process.env;

/** Time from the start of Node.js to its end (ms). */
export const timeToEnd = async (parameters: readonly string[]): Promise<number> => new Promise((resolve, reject) => {
	const startedAt = performance.now();
	const child = spawn(process.execPath, parameters, {cwd: projectFolder, env, stdio: ['ignore', 'pipe', 'ignore']});
	child.stdout.resume();
	child.on('error', reject);
	child.on('close', code => {
		if (code === 0) {
			resolve(performance.now() - startedAt);
		} else {
			reject(new Error(`node ${parameters.join(' ')} ended with ${String(code)}`));
		}
	});
});

/** Time from the start of Node.js in a terminal until the text is in what it shows (ms). */
export const timeToText = async (parameters: readonly string[], text: string): Promise<number> => new Promise((resolve, reject) => {
	const startedAt = performance.now();
	const child = spawnInTerminal(process.execPath, [...parameters], {
		cols: 120, rows: 40, cwd: projectFolder, name: 'xterm-256color', env: {...env as Record<string, string>, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8'},
	});
	let shown = '';
	let shownAt: number | undefined;
	child.onData(data => {
		shown += data;
		if (shownAt === undefined && shown.includes(text)) {
			shownAt = performance.now();
			// As a user's terminal that is closed: what the program started goes with it.
			child.kill('SIGTERM');
		}
	});
	// The next one is started when this one has cleaned up.
	child.onExit(() => {
		if (shownAt === undefined) {
			reject(new Error(`node ${parameters.join(' ')} never showed "${text}":\n${shown}`));
		} else {
			resolve(shownAt - startedAt);
		}
	});
});
