import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {getProgramPath} from '../environment/program-path.js';

/** Ends what this program has started when it is killed and cannot do so itself. */
export type ProcessGuard = {
	/** Guards a process group; returns what ends that, to be called once the group is gone. */
	readonly watch: (groupId: number) => () => void;
	/** Ends the guard, and nothing else. */
	readonly close: () => Promise<void>;
};

/**
Its standard input ends with the program that started it: what is in the list then is killed, and the folder removed.

In a session of its own it outlives the terminal's Ctrl+C and hang-up. The folder comes in the environment, so that it stands on no command line.
*/
const script = `
groups=
while read -r word group; do
	others=
	for each in $groups; do
		[ "$each" = "$group" ] || others="$others $each"
	done
	groups=$others
	[ "$word" = watch ] && groups="$groups $group"
done
for each in $groups; do
	kill -s KILL -- "-$each"
done
[ -z "$FOLDER" ] || rm -rf -- "$FOLDER"
`;

/** Starts a guard, which also removes `folder` if one is given. Where none can be started there is none: nothing fails of it. */
export const startProcessGuard = (folder?: string): ProcessGuard => {
	const child = spawn('sh', ['-c', script, 'faasr-tui-guard'], {
		cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: {PATH: getProgramPath(process.env), FOLDER: folder},
	});
	const ended = once(child, 'exit').catch(() => undefined); // eslint-disable-line promise/prefer-await-to-then
	child.stdin.on('error', () => undefined);
	// It must not keep the program from ending.
	child.unref();
	const tell = (word: string, groupId: number): void => {
		child.stdin.write(`${word} ${groupId}\n`);
	};

	return {
		watch(groupId) {
			tell('watch', groupId);
			return () => {
				tell('leave', groupId);
			};
		},
		async close() {
			child.ref();
			child.kill('SIGKILL');
			await ended;
		},
	};
};
