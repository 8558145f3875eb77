import {type ResumeSelection} from '../../core/run/resume-plan.js';
import {type RunStore} from '../../run/runner/run-store.js';
import {type Keymap} from '../keys/keymap.js';
import {isTyped, nameCharacter} from '../keys/name-keys.js';
import {describeObstacle, describeRisk, type Intent, type RunActions} from '../run-actions.js';
import {describeLineKeys, type LineCommand, lineCommands} from './describe-line-keys.js';

export type LineKeysOptions = {
	readonly store: Pick<RunStore, 'getSnapshot'>;
	readonly actions: RunActions;
	readonly quitSentence: string;
	readonly keymap: Keymap;
	/** Writes a sentence of our own between the lines. */
	readonly note: (text: string) => void;
	/** What is known of the nodes now, a line each. */
	readonly describeNodes: () => readonly string[];
	readonly suspend: () => void;
	/** Goes back to the screen; absent when there is none. */
	readonly showScreen?: () => void;
};

/** The keyboard while lines are on the terminal. */
export type LineKeys = {
	/** Does what the keys of one chunk of input ask for. */
	readonly press: (keys: string) => void;
	/** Something was said: nothing is being started any more. */
	readonly onNotice: () => void;
};

const intents = {
	trigger: 'trigger', cancel: 'cancel', 'force-cancel': 'force-cancel', rerun: 'rerun', quit: 'quit',
} as const satisfies Partial<Record<LineCommand, Intent>>;
const isIntent = (command: LineCommand): command is keyof typeof intents => command in intents;
const isLineCommand = (command: string): command is LineCommand => (lineCommands as readonly string[]).includes(command);

/** Splits what the terminal sent into names of keys. Sequences, such as those of arrows, mean nothing here. */
const nameChunk = (chunk: string): readonly string[] => chunk.startsWith('\u001B')
	? (chunk === '\u001B' ? ['esc'] : [])
	: (isTyped(chunk) ? [...chunk].map(character => nameCharacter(character)) : []);

/** What each key does while a question stands. */
type Answers = Readonly<Record<string, () => void>>;

const failed = {kind: 'failed'} as const;
const whole = {kind: 'workflow'} as const;

/** Does what was asked for, unless it cannot be done; starts nothing twice. */
const createDoer = ({store, actions, keymap, note}: LineKeysOptions) => {
	let starting: string | undefined;
	const getStage = (): string => `${store.getSnapshot().outcome} ${store.getSnapshot().invocation?.id ?? ''}`;
	const start = (begin: () => void): void => {
		starting = getStage();
		begin();
	};

	const describeWhyNot = (intent: Intent): string | undefined => {
		const isStart = intent === 'trigger' || intent === 'rerun';
		return isStart && starting === getStage() ? 'The workflow is being started already.' : describeObstacle(store.getSnapshot(), intent, keymap.nameKey, actions);
	};

	const doers: Readonly<Record<Exclude<Intent, 'rerun'>, () => void>> = {
		trigger() {
			start(actions.trigger);
		},
		cancel: actions.cancel,
		'force-cancel': actions.forceCancel,
		quit: actions.quit,
	};
	return {
		describeWhyNot,
		/** Looks again first: the run may have gone on while a question stood. */
		perform(intent: Intent, action: () => void): void {
			const obstacle = describeWhyNot(intent);
			if (obstacle === undefined) {
				action();
			} else {
				note(obstacle);
			}
		},
		doers,
		resume(selection: ResumeSelection): void {
			const {refusal} = actions.planResume(selection);
			if (refusal === undefined) {
				start(() => {
					actions.resume(selection);
				});
			} else {
				note(`It cannot be resumed: ${refusal}.`);
			}
		},
		forget(): void {
			starting = undefined;
		},
	};
};

/** Asks what should be confirmed or chosen, and takes the next key as the answer. */
const createAsker = (options: LineKeysOptions) => {
	const {store, quitSentence, note} = options;
	const doer = createDoer(options);
	let answers: Answers | undefined;
	const askFor = (question: string, next: Answers): void => {
		note(question);
		answers = next;
	};

	const askRerun = (): void => {
		askFor('Run again? a for all of it, as a new invocation; f for what failed and what follows it; any other key for nothing.', {
			a() {
				doer.perform('rerun', () => {
					doer.resume(whole);
				});
			},
			f() {
				doer.perform('rerun', () => {
					doer.resume(failed);
				});
			},
		});
	};

	return {
		forget: doer.forget,
		ask(intent: Intent): void {
			const obstacle = doer.describeWhyNot(intent);
			const risk = describeRisk(store.getSnapshot(), intent, quitSentence);
			if (obstacle !== undefined) {
				note(obstacle);
			} else if (intent === 'rerun') {
				askRerun();
			} else if (risk === undefined) {
				doer.doers[intent]();
			} else {
				askFor(`${risk} y for yes, any other key for no.`, {
					y() {
						doer.perform(intent, doer.doers[intent]);
					},
				});
			}
		},
		/** Takes the key as the answer to a question; false when there was none. */
		answer(keyName: string): boolean {
			const current = answers;
			answers = undefined;
			if (current === undefined) {
				return false;
			}

			const action = current[keyName];
			if (action === undefined) {
				note('Nothing is done.');
			} else {
				action();
			}

			return true;
		},
	};
};

/** Creates the keyboard for lines: the keys of the screen that make sense without one, with questions and answers as lines. */
export const createLineKeys = (options: LineKeysOptions): LineKeys => {
	const {actions, keymap, note, suspend, showScreen} = options;
	const asker = createAsker(options);
	const noteAll = (sentences: readonly string[]): void => {
		for (const sentence of sentences) {
			note(sentence);
		}
	};

	const run: Record<Exclude<LineCommand, keyof typeof intents>, () => void> = {
		interrupt() {
			const {outcome, isCancelRequested} = options.store.getSnapshot();
			if (outcome === 'RUNNING' && !isCancelRequested) {
				note('Cancelling the run. Ctrl+C again leaves at once.');
			}

			actions.interrupt();
		},
		suspend,
		stream: () => showScreen?.(),
		'show-table'() {
			noteAll(options.describeNodes());
		},
		help() {
			noteAll(describeLineKeys(keymap, {hasScreen: showScreen !== undefined}));
		},
	};
	const pressOne = (keyName: string): void => {
		const command = keymap.findCommand(keyName);
		if ((command !== 'interrupt' && asker.answer(keyName)) || command === undefined || !isLineCommand(command)) {
			return;
		}

		if (isIntent(command)) {
			asker.ask(intents[command]);
		} else {
			run[command]();
		}
	};

	return {
		press(keys) {
			for (const keyName of nameChunk(keys)) {
				pressOne(keyName);
			}
		},
		onNotice: asker.forget,
	};
};
