import {createElement} from 'react';
import {type Test} from 'tap';
import {createVirtualClock, type VirtualClock} from '../../source/testing/virtual-clock.js';
import {type Workflow} from '../../source/core/workflow/workflow.js';
import {createListeners} from '../../source/ports/listeners/create-listeners.js';
import {type LogBounds} from '../../source/run/runner/log-store.js';
import {App} from '../../source/screen/app.js';
import {defaultKeymap} from '../../source/screen/keys/keymap.js';
import {type AppProps} from '../../source/screen/screen-options.js';
import {actions as actionNames} from '../support/screen/scripted-run.js';
import {createFakeActions} from './create-fake-actions.js';
import {createFakeStore, createFakeWorkflow, type FakeState, type FakeStore, fakeInvocation} from './create-fake-store.js';
import {type FrameRecorder, type FrameSize, recordFrames} from './render-frame.js';
import {plainTheme} from './themes.js';

export const startAt = 1_800_000_000_000;
/** A run that has just been triggered. */
export const running: FakeState = {outcome: 'RUNNING', invocation: fakeInvocation, triggeredAt: startAt};

export type OpenApp = FrameRecorder & {
	readonly store: FakeStore;
	readonly clock: VirtualClock;
	/** Intents in the order they went out. */
	readonly intents: string[];
	readonly say: (text: string) => void;
	readonly crashes: unknown[];
	/** Texts put into the clipboard. */
	readonly copied: string[];
	readonly listenerCount: () => number;
	readonly line: (index: number) => string;
};

export type OpenOptions = {
	readonly state?: FakeState;
	readonly size?: FrameSize;
	readonly actionNames?: readonly string[];
	/**
	@default the actions in a row
	*/
	readonly workflow?: Workflow;
	readonly props?: Partial<AppProps>;
	readonly onIntent?: (intent: string) => void;
	/** What the store keeps of the log. */
	readonly logBounds?: Partial<LogBounds>;
};

/** Opens the screen in memory, over a store and a clock that the test moves. */
export const openApp = (t: Test, {state = {}, size = {columns: 80, rows: 24}, onIntent, props, ...options}: OpenOptions = {}): OpenApp => {
	const store = createFakeStore(options.workflow ?? createFakeWorkflow('tutorial', options.actionNames ?? actionNames), state, options.logBounds);
	const clock = createVirtualClock(startAt);
	const intents: string[] = [];
	const crashes: unknown[] = [];
	const copied: string[] = [];
	const listeners = createListeners<[text: string]>();
	const act = (intent: string) => () => {
		intents.push(intent);
		onIntent?.(intent);
	};

	const recorder = recordFrames(stdout => createElement(App, {
		store,
		clock,
		actions: {
			...createFakeActions(store, act),
			say: listeners.call,
			quit: act('quit'), interrupt: act('interrupt'),
		},
		cloudLabel: 'local cloud',
		quitSentence: 'The run ends with it.',
		controls: {
			showLines() {
				intents.push('lines');
			},
			suspend() {
				intents.push('suspend');
			},
			async withTerminal(task) {
				intents.push('lend');
				return task();
			},
		},
		theme: plainTheme,
		terminal: stdout,
		keymap: defaultKeymap,
		cleanText: (text: string) => text,
		copyText(text: string) {
			copied.push(text);
			return true;
		},
		subscribeNotices: listeners.add,
		onCrash(error: unknown) {
			crashes.push(error);
		},
		...props,
	}), size);
	t.teardown(recorder.unmount);
	return {
		...recorder,
		store,
		clock,
		intents,
		crashes,
		copied,
		listenerCount: () => store.listenerCount() + listeners.count(),
		say: listeners.call,
		line: index => recorder.lastFrame().split('\n').at(index) ?? '',
	};
};
