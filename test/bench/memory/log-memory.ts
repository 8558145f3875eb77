/*
What a run with very many log lines takes in memory: `log-memory.ts lines nodes [alive]`. Prints the memory of the process at each
quarter as JSON, and how many lines are kept, from the first number to the last. With `alive` garbage is collected before each
quarter is measured: what is left is what the program holds on to, without what the engine has not cleared away yet.
*/
import process from 'node:process';
import {setImmediate as turn} from 'node:timers/promises';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {createFakeTerminal} from '../screen/fake-terminal.js';
import {showOurs} from '../screen/show-ours.js';
import {createBusyRun} from '../screen/busy-run.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const [lineCount = 1_000_000, nodeCount = 1000] = process.argv.slice(2, 4).map(Number);
const isAlive = process.argv[4] === 'alive';
// What a second brings where a thousand nodes print.
const linesPerLook = 500;
const terminal = createFakeTerminal(160, 50);
const {store, addLines} = createBusyRun({chains: nodeCount, nodesPerChain: 1});
const screen = showOurs(store, terminal);

const sample = () => {
	if (isAlive) {
		collectGarbage();
	}

	const {rss, heapUsed, heapTotal, external, arrayBuffers} = process.memoryUsage();
	return {lines: store.logs.lines.getEnd(), rss, heapUsed, heapTotal, external, arrayBuffers};
};

const samples = [sample()];
for (let done = 0; done < lineCount; done += linesPerLook) {
	addLines(linesPerLook);
	await turn();
	if ((done + linesPerLook) % (lineCount / 4) === 0) {
		samples.push(sample());
	}
}

const {lines} = store.logs;
process.stdout.write(`${JSON.stringify({samples, first: lines.getFirst(), end: lines.getEnd()})}\n`);
screen.close();
process.exit(); // eslint-disable-line unicorn/no-process-exit -- nothing of the screen is waited for
