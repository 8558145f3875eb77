import {type ResumePlan, type ResumeSelection} from '../../core/run/resume-plan.js';
import {type MenuItem} from '../overlay/menu-item.js';
import {type Rerun} from '../overlay/keys.js';
import {type OverlayAction} from '../overlay/overlay-state.js';
import {type ScreenAction} from '../screen-state.js';
import {type Selection} from '../selection.js';
import {type Theme} from '../frame/theme.js';
import {findObstacle, resume, type RunKeys} from './keys.js';

/** What the choices of what to run again, and their plans, are made of. */
export type RerunKeys = {
	readonly run: RunKeys;
	/** Absent where nothing can be selected: then there is no choice of one node. */
	readonly selection?: Pick<Selection, 'getKey'> | undefined;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
	readonly columns: number;
	readonly theme: Theme;
	readonly dispatchScreen: (action: ScreenAction) => void;
	readonly dispatchOverlay: (action: OverlayAction) => void;
};

/** The choices of the rerun menu, by id. */
const choices = ['workflow', 'failed', 'node'] as const;

type Choice = typeof choices[number];

const isChoice = (id: string | undefined): id is Choice => (choices as ReadonlyArray<string | undefined>).includes(id);

const labels = {
	workflow: 'Whole workflow',
	failed: 'Failed nodes and everything downstream',
	node: 'This node and everything downstream',
} satisfies Record<Choice, string>;

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const describeShortly = ({invocation, runsAgain, kept}: ResumePlan): string =>
	invocation === undefined ? `new run, ${count(runsAgain.length, 'node')}` : `reruns ${runsAgain.length}${kept.length === 0 ? '' : `, keeps ${kept.length}`}`;

/** A ranked action is many nodes, and one is to be chosen. */
const findRanks = ({run: {store}}: RerunKeys, key: string): readonly string[] =>
	[...store.getSnapshot().nodes.values()].filter(({id, action}) => action === key && id !== key).map(({id}) => id);

/** What a choice means now; a sentence when nothing is selected that it could be about. */
export const getSelection = (choice: string | undefined, keys: RerunKeys): ResumeSelection | string => {
	if (!isChoice(choice)) {
		return 'Nothing is chosen';
	}

	if (choice !== 'node') {
		return {kind: choice};
	}

	const key = keys.selection?.getKey();
	if (key === undefined) {
		return 'No node is selected';
	}

	const [first, ...others] = findRanks(keys, key);
	return first === undefined || others.length === 0
		? {kind: 'node', node: first ?? key}
		: `${key} has ${others.length + 1} ranks: select one of them, such as ${first}`;
};

const createItem = (choice: Choice, index: number, keys: RerunKeys): MenuItem => {
	const selection = getSelection(choice, keys);
	const key = keys.selection?.getKey();
	const item = {id: choice, key: String(index + 1), label: choice === 'node' && key !== undefined ? keys.cleanText(key) : labels[choice]};
	if (typeof selection === 'string') {
		return {...item, obstacle: `${keys.cleanText(selection)}.`};
	}

	const plan = keys.run.actions.runner.planResume(selection);
	const isAlone = plan.runsAgain.length <= 1;
	const named = choice === 'node' && key !== undefined && !isAlone ? {...item, label: `${item.label} and everything downstream`} : item;
	return plan.refusal === undefined
		? {...named, hint: describeShortly(plan)}
		: {...named, obstacle: `${keys.cleanText(plan.refusal)}.`};
};

/** What can be run again, each with how much that is or why it cannot be. */
export const getRerunItems = (keys: RerunKeys): readonly MenuItem[] =>
	choices.filter(choice => choice !== 'node' || keys.selection !== undefined).map((choice, index) => createItem(choice, index, keys));

/** What one most likely wants: what failed, where that is possible. */
const findLikelyChoice = (items: readonly MenuItem[]): number =>
	Math.max(0, items.findIndex(({id, obstacle}) => id === 'failed' && obstacle === undefined));

/** What keys do with the choices. */
export const createRerun = (keys: RerunKeys): Rerun => {
	const {run, cleanText, dispatchScreen, dispatchOverlay} = keys;
	return {
		open() {
			dispatchOverlay({type: 'reset', cursor: findLikelyChoice(getRerunItems(keys))});
			dispatchScreen({type: 'open-overlay', overlay: 'rerun'});
		},
		start(choice) {
			const selection = getSelection(choice, keys);
			const refusal = typeof selection === 'string' ? selection : run.actions.runner.planResume(selection).refusal;
			const obstacle = findObstacle('rerun', run) ?? (refusal === undefined ? undefined : cleanText(`${refusal}.`));
			if (obstacle === undefined && typeof selection !== 'string') {
				dispatchScreen({type: 'close-overlay'});
				resume(selection, run);
			}

			return obstacle;
		},
	};
};
