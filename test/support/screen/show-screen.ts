/*
Shows the screen over a store that a script writes to. The first argument names the scene: `idle`, `middle`, `end`,
`busy` (lines keep coming), `crash` (t makes a component throw), `crash-late` (the handler of t throws), `exit` (t calls
process.exit), `signal` (t sends SIGTERM, to which nobody listens).
*/
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {sanitizeLine} from '../../../source/core/text/sanitize.js';
import {startScreen} from '../../../source/screen/start-screen.js';
import {createFakeActions} from '../../screen/create-fake-actions.js';
import {createFakeStore, createFakeWorkflow, fakeInvocation} from '../../screen/create-fake-store.js';
import {actions, addLogs, getEnd, getMiddle} from './scripted-run.js';

const undrawable = 'nothing can draw this';
const scene = process.argv[2] ?? 'middle';
const startedAt = Date.now();
const store = createFakeStore(createFakeWorkflow('tutorial', actions));
/** What t does in some scenes. */
const misfortunes: Readonly<Record<string, () => void>> = {
	crash() {
		store.setState({...getMiddle(startedAt), nodes: {create_input: {status: 'FAILED', sentence: undrawable}}});
	},
	'crash-late'() {
		throw new Error('the key handler broke');
	},
	signal() {
		process.kill(process.pid, 'SIGTERM');
	},
	exit() {
		process.exit(3); // eslint-disable-line unicorn/no-process-exit -- what this scene is about
	},
};

if (scene !== 'idle' && misfortunes[scene] === undefined) {
	store.setState(scene === 'end' ? getEnd(startedAt) : getMiddle(startedAt));
	addLogs(store);
}

let lineCount = 0;
const timer = scene === 'busy'
	? setInterval(() => {
		lineCount += 3;
		for (let index = lineCount - 3; index < lineCount; index++) {
			store.addLogs({node: 'fan_out(3)', seconds: index / 10, level: 'INFO', source: 'log.py', message: `line ${index}`});
		}
	}, 300)
	: undefined;

const finish = () => {
	clearInterval(timer);
	screen.close();
};

const cancelRun = (): void => {
	store.setState({...getMiddle(startedAt), isCancelRequested: true});
	screen.say('Two runs are being cancelled.');
};

const screen = startScreen({
	store,
	cloudLabel: 'local cloud',
	quitSentence: 'The local cloud ends with faasr-tui, and the run with it.',
	clock: {now: () => Date.now(), async sleep(ms, {signal} = {}) {
		await sleep(ms, undefined, {...(signal && {signal}), ref: false});
	}},
	stdin: process.stdin,
	stdout: process.stdout,
	lines: {
		open() {
			process.stdout.write('lines begin\n');
		},
		close() {
			process.stdout.write('lines end\n');
		},
		note(text) {
			process.stdout.write(`note: ${text}\n`);
		},
	},
	env: process.env,
	cleanText(text) {
		if (text === undrawable) {
			throw new Error('a component broke');
		}

		return sanitizeLine(text);
	},
	actions: {
		...createFakeActions(store, () => () => undefined, {
			async triggerWorkflow() {
				setTimeout(() => {
					store.setState({outcome: 'RUNNING', invocation: fakeInvocation, triggeredAt: Date.now()});
				}, 500).unref();
			},
			async cancel() {
				cancelRun();
				return {aliveRunIds: []};
			},
			async resume() {
				store.setState({outcome: 'RUNNING', invocation: {...fakeInvocation, id: 'second-invocation'}, triggeredAt: Date.now()});
			},
		}),
		startTask(task) {
			if (misfortunes[scene] === undefined) {
				void task();
			} else {
				misfortunes[scene]();
			}
		},
		say: () => undefined,
		interrupt: cancelRun,
		quit: finish,
	},
});
if (scene !== 'signal') {
	process.once('SIGTERM', finish);
}

try {
	await screen.waitUntilExit();
	process.stdout.write(`ended well, ${store.listenerCount()} listeners left\n`);
} catch (error) {
	clearInterval(timer);
	process.exitCode = 70;
	process.stdout.write(`ended badly: ${(error as Error).message}\n`);
}
