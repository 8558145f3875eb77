/*
What a screen costs: `screen-cpu.ts ours|naive lines|quiet seconds`. Prints processor time, frames and bytes as JSON.
With `quiet` the last news are eleven seconds old when measuring begins.
*/
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {createBusyRun} from './busy-run.js';
import {createFakeTerminal} from './fake-terminal.js';
import {showNaive} from './show-naive.js';
import {showOurs} from './show-ours.js';

const [which, scene, seconds] = process.argv.slice(2);
const batchMs = 100;
const linesPerBatch = 20;
const quietMs = 11_000;

const {store, addLines} = createBusyRun({chains: 45, nodesPerChain: 1});
const terminal = createFakeTerminal(160, 50);
const {close} = which === 'naive' ? {close: showNaive(store, terminal).unmount} : showOurs(store, terminal);
const feed = setInterval(() => {
	addLines(linesPerBatch);
}, batchMs);

// Compiled and warm: a screen is open for minutes.
await sleep(2500);
if (scene === 'quiet') {
	clearInterval(feed);
	await sleep(quietMs);
}

const before = {...terminal.getCounts(), cpu: process.cpuUsage(), at: performance.now()};
await sleep(Number(seconds) * 1000);
const {user, system} = process.cpuUsage(before.cpu);
const {writes, bytes} = terminal.getCounts();
process.stdout.write(`${JSON.stringify({
	cpuMs: (user + system) / 1000, wallMs: performance.now() - before.at, frames: writes - before.writes, bytes: bytes - before.bytes,
})}\n`);
clearInterval(feed);
close();
process.exit(); // eslint-disable-line unicorn/no-process-exit -- spinners of Ink's would go on
