import process from 'node:process';
import {systemClock} from '../ports/clock/system-clock.js';
import {isAnyTrailing} from '../core/run/trailing-lines.js';
import {type RunState} from '../core/run/run-state.js';
import {createListeners, type Listeners} from '../ports/listeners/create-listeners.js';
import {createLogStore} from '../run/runner/log-store.js';
import {getRunResult} from '../run/runner/run-result.js';
import {type RunView, waitUntil} from '../run/runner/wait-until.js';
import {attachVariable, isMessage, type RunMessage, type TestMessage} from './assertions/messages.js';
import {type AssertionReport} from './assertions/assertion-report.js';
import {type WatchedRun} from './watched-run.js';

type Attached = Extract<RunMessage, {readonly type: 'faasr-tui.attached'}>;

const send = (message: TestMessage): void => {
	if (process.connected) {
		process.send?.(message);
	}
};

const longestTimer = 2_147_483_647;

/** A channel alone does not keep this process alive under every test framework: somebody who waits for news does. */
const keepAlive = (readers: Listeners): Listeners['add'] => {
	let timer: NodeJS.Timeout | undefined;
	return listener => {
		const remove = readers.add(listener);
		timer ??= setInterval(() => undefined, longestTimer);
		return () => {
			remove();
			if (readers.count() === 0) {
				clearInterval(timer);
				timer = undefined;
			}
		};
	};
};

/** A run that somebody else watches, as far as they have told. */
const createRemoteView = ({state: first, entries: firstEntries}: Attached) => {
	let state: RunState = first;
	const logs = createLogStore();
	logs.restore(firstEntries);
	const readers = createListeners();
	const subscribe = keepAlive(readers);
	const view: RunView = {getSnapshot: () => state, subscribe, logs: {lines: logs.lines, subscribe}};
	return {
		view,
		apply(message: RunMessage): void {
			if (message.type === 'faasr-tui.changed') {
				state = {...message.state, workflow: first.workflow};
			} else if (message.type === 'faasr-tui.logged') {
				logs.append(message.entries);
			}

			readers.call();
		},
	};
};

const createRun = (attached: Attached, view: RunView, stop: AbortController, close: () => void): WatchedRun => {
	const {state: {invocation, workflow}, defaultStore, secrets} = attached;
	if (invocation === undefined) {
		throw new Error('The run that is watched has not been triggered');
	}

	return {
		workflow, invocation, store: view, defaultStore, secrets,
		clock: systemClock,
		stopped: stop.signal,
		result: async () => waitUntil(view, state => state.endedAt === undefined || isAnyTrailing(state) ? undefined : getRunResult(state, systemClock.now()), stop.signal),
		report(report: AssertionReport) {
			send({type: 'faasr-tui.asserted', report});
		},
		async close() {
			stop.abort(new Error('The test ended while something still waited for the workflow. Await everything within the test.'));
			close();
		},
	};
};

/** Tells the answers to several questions apart. */
let questionCount = 0;

/** Attaches to the run beside which this process was started; `undefined` when there is none, or it is of another document. */
export const attachRun = async (workflowFile: string | undefined): Promise<WatchedRun | undefined> => {
	if (process.env[attachVariable] !== '1' || !process.connected) {
		return undefined;
	}

	const stop = new AbortController();
	const id = questionCount++;
	return new Promise((resolve, reject) => {
		let remote: ReturnType<typeof createRemoteView> | undefined;
		const onMessage = (message: unknown): void => {
			if (!isMessage(message)) {
				return;
			}

			const told = message as RunMessage;
			if ('id' in told && told.id !== id) {
				return;
			}

			if (told.type === 'faasr-tui.refused') {
				leave();
				resolve(undefined);
			} else if (told.type === 'faasr-tui.attached') {
				remote ??= createRemoteView(told);
				resolve(createRun(told, remote.view, stop, leave));
			} else {
				remote?.apply(told);
			}
		};

		const onDisconnect = (): void => {
			stop.abort(new Error('The watching process has exited.'));
			reject(new Error('The watching process has exited.'));
		};

		const leave = (): void => {
			process.off('message', onMessage);
			process.off('disconnect', onDisconnect);
			process.channel?.unref();
		};

		process.on('message', onMessage);
		process.once('disconnect', onDisconnect);
		process.channel?.ref();
		send({type: 'faasr-tui.attach', id, workflowFile});
	});
};
