import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {getProgramPath} from '../../environment/program-path.js';

/** Ends what this program has started when it is killed and cannot do so itself. */
export type ProcessGuard = {
	/** Guards a process group, and what has left it with `mark`, an entry of its environment; returns what ends that, to be called once all are gone. */
	readonly watch: (groupId: number, mark?: string) => () => void;
	/** Ends the guard, and nothing else. */
	readonly close: () => Promise<void>;
};

/**
Its standard input ends with the program that started it: what is in the list then is killed, and the folder removed.

In a session of its own it outlives the terminal's Ctrl+C and hang-up. The folder comes in the environment, so that it stands on no command line.
*/
const script = `
groups=
while read -r word group mark; do
	others=
	for each in $groups; do
		[ "\${each%%:*}" = "$group" ] || others="$others $each"
	done
	groups=$others
	[ "$word" = watch ] && groups="$groups $group:$mark"
done
for each in $groups; do
	kill -s KILL -- "-\${each%%:*}"
done
for each in $groups; do
	mark=\${each#*:}
	[ -n "$mark" ] || continue
	for file in $(grep -lzxF -- "$mark" /proc/[0-9]*/environ 2>/dev/null); do
		file=\${file#/proc/}
		kill -s KILL -- "\${file%/environ}"
	done
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
	const tell = (word: string, groupId: number, mark = ''): void => {
		child.stdin.write(`${word} ${groupId} ${mark}\n`);
	};

	return {
		watch(groupId, mark) {
			tell('watch', groupId, mark);
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
