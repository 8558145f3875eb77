import {spawn} from 'node:child_process';
import process from 'node:process';
import {startProcessGuard} from '../../../source/clouds/local/process-guard.js';

// Starts a guard over the folder it is given, and four groups of processes: one guarded, one guarded once, one never, and one that the mark in its environment alone binds to the first.
// Prints their ids and waits to be killed.
const guard = startProcessGuard(process.argv[2] === '' ? undefined : process.argv[2]);
const startGroup = (): number => spawn('sh', ['-c', 'sleep 600 & wait'], {detached: true, stdio: 'ignore'}).pid!;
const [guarded, left, stranger] = [startGroup(), startGroup(), startGroup()];
const mark = `GUARDED_BY=${process.pid}`;
const marked = spawn('sleep', ['600'], {detached: true, stdio: 'ignore', env: {PATH: process.env['PATH'], GUARDED_BY: String(process.pid)}}).pid!;
guard.watch(guarded, mark);
guard.watch(left)();
console.log(JSON.stringify({guarded, left, stranger, marked}));
setInterval(() => undefined, 60_000);
