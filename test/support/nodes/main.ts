/*
Runs the tests on another Node.js:

npm run test:node -- 24            all tests, on the newest Node.js 24
npm run test:node -- 22 --smoke    the part of them that another Node.js might break, in less than a minute
npm run test:node -- ./node …      on the Node.js at this path

Ends with 75 when the version cannot be installed now, with 2 when the command line is wrong.
*/
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {findNode, NoNodeError, readVersion} from './find-node.js';

/** EX_TEMPFAIL of sysexits.h. */
const notNow = 75;
const usage = 'npm run test:node -- VERSION|PATH [--smoke], for instance npm run test:node -- 24';

const say = (text: string): void => {
	process.stdout.write(`${text}\n`);
};

/** Every process that the tests start by name is this Node.js, too. */
const start = (node: string, parameters: readonly string[], stdout: 'inherit' | 'pipe') => spawn(node, parameters, {
	stdio: ['ignore', stdout, 'inherit'],
	env: {...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}`},
});

const runAll = async (node: string): Promise<number> => {
	const [code] = await once(start(node, ['test/support/run-tests/main.mjs'], 'inherit'), 'close') as [number | undefined];
	return code ?? 1;
};

/** The parts of TAP output that tell of failures: the output has a line for each of 40,000 assertions. */
const tellFailures = (output: string): string => output.split(/^(?= *(?:not )?ok )/m).filter(part => /^ *not ok/.test(part)).join('');

const runSmoke = async (node: string): Promise<number> => {
	const startedAt = Date.now();
	const child = start(node, ['--import', 'tsx', 'test/support/nodes/smoke.ts'], 'pipe');
	let output = '';
	child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
		output += chunk;
	});
	const [code] = await once(child, 'close') as [number | undefined];
	const total = /^# { total: (\d+), pass: \1 }$/m.exec(output)?.[1];
	say(code === 0 && total !== undefined
		? `Node.js ${readVersion(node)}: ${total} assertions of the smoke tests passed in ${Math.round((Date.now() - startedAt) / 1000)} s.`
		: `${tellFailures(output)}\nNode.js ${readVersion(node)}: the smoke tests failed.`);
	return code === 0 && total !== undefined ? 0 : 1;
};

const main = async (): Promise<number> => {
	const {positionals: [wanted, ...more], values} = parseArgs({allowPositionals: true, options: {smoke: {type: 'boolean', default: false}}});
	if (wanted === undefined || more.length > 0) {
		say(`Name one Node.js: ${usage}`);
		return 2;
	}

	const node = findNode(wanted);
	return values.smoke ? runSmoke(node) : runAll(node);
};

try {
	process.exitCode = await main();
} catch (error) {
	const isUsage = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
	say(isUsage ? `${(error as Error).message.split('. ')[0]}: ${usage}` : (error as Error).message);
	process.exitCode = isUsage ? 2 : (error instanceof NoNodeError && error.isUnreachable ? notNow : 1);
}
