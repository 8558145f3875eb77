/*
How long a key takes to its frame with 1,000 nodes and a log that streams: `key-latency.ts keys`. Prints the times as JSON.

The time runs from the moment a key is due, not from when this process got round to typing it: work that holds the keyboard
up counts. A key that changes nothing on the screen counts until everything under way is done.
*/
import process from 'node:process';
import {setImmediate as turn, setTimeout as sleep} from 'node:timers/promises';
import {createBusyRun} from './busy-run.js';
import {createFakeTerminal} from './fake-terminal.js';
import {showOurs} from './show-ours.js';

const keyCount = Number(process.argv[2] ?? 220);
const warmUpCount = 60;
const keyIntervalMs = 50;
const linesBefore = 20_000;

const down = '\u001B[B';
const pageDown = '\u001B[6~';
const pageUp = '\u001B[5~';
const escape = '\u001B';
/** A user who looks around: moves in the table, filters it, goes to the log, searches and scrolls there, and comes back. */
const walk: readonly string[] = [
	'j', 'j', 'k', down, pageDown, pageDown, 'j', 'G', 'k', 'k', pageUp, 'g', 'j', 'G', 'g',
	'/', 'c', 'o', 'm', 'p', 'u', 't', 'e', '_', '5', '\r', 'j', pageDown, 'G', 'g', '/', escape,
	'\t', 'k', 'k', pageUp, pageUp, 'g', 'j', pageDown, 'G',
	'/', 'l', 'o', 's', 's', '\r', 'n', 'n', 'N', escape, 'g', 'G', '\t', 'j', 'k',
];

const {store, addLines, moveOn} = createBusyRun({chains: 50, nodesPerChain: 20});
addLines(linesBefore);
const terminal = createFakeTerminal(160, 50);
const screen = showOurs(store, terminal);
let looks = 0;
// Lines come a few times a second, and once a second nodes end and others begin.
const feed = setInterval(() => {
	addLines(20);
	if (++looks % 10 === 0) {
		moveOn(10);
	}
}, 100);
const due: Array<(isFrame: boolean) => void> = [];
terminal.onWrite(() => {
	due.shift()?.(true);
});

const waitForFrame = async (): Promise<boolean> => new Promise(resolve => {
	due.push(resolve);
	void (async () => {
		// Reading, a pending Escape (20 ms) and React's effects.
		await sleep(25);
		for (let count = 0; count < 5; count++) {
			await turn();
		}

		due.length = 0;
		resolve(false);
	})();
});

await sleep(1000);
const times: Array<{readonly key: string; readonly ms: number; readonly cpuMs: number; readonly isFrame: boolean}> = [];
let dueAt = performance.now() + keyIntervalMs;
for (let count = 0; count < warmUpCount + keyCount; count++) {
	const key = walk[count % walk.length]!;
	await sleep(Math.max(0, dueAt - performance.now()));
	const cpuBefore = process.cpuUsage();
	terminal.type(key);
	const isFrame = await waitForFrame();
	const {user, system} = process.cpuUsage(cpuBefore);
	if (count >= warmUpCount) {
		times.push({key: JSON.stringify(key).slice(1, -1), ms: performance.now() - dueAt, cpuMs: (user + system) / 1000, isFrame});
	}

	dueAt = Math.max(dueAt + keyIntervalMs, performance.now());
}

clearInterval(feed);
process.stdout.write(`${JSON.stringify({times, writes: terminal.getCounts().writes, lines: store.logs.lines.getEnd()})}\n`);
screen.close();
process.exit(); // eslint-disable-line unicorn/no-process-exit -- nothing of the screen is waited for
