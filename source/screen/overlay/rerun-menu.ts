import {type ResumePlan, type ResumeSelection} from '../../core/run/resume-plan.js';
import {type MenuItem} from '../components/menu/menu-item.js';
import {type KeyContext} from '../handlers/key-context.js';

/** The choices of the rerun menu, by id. */
const choices = ['workflow', 'failed', 'node'] as const;

type Choice = typeof choices[number];

const isChoice = (id: string | undefined): id is Choice => (choices as ReadonlyArray<string | undefined>).includes(id);

const labels = {
	workflow: 'Whole workflow',
	failed: 'Failed nodes and what is downstream',
	node: 'This node and what is downstream',
} satisfies Record<Choice, string>;

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const describeShortly = ({invocation, runsAgain, kept}: ResumePlan): string =>
	`${invocation === undefined ? 'as a new invocation: ' : ''}${count(runsAgain.length, 'node')} again${kept.length === 0 ? '' : `, ${kept.length} kept`}`;

/** A ranked action is many nodes, and one is to be chosen. */
const findRanks = ({nodes}: KeyContext, key: string): readonly string[] =>
	nodes.filter(({id, action}) => action === key && id !== key).map(({id}) => id);

/** What a choice means now; a sentence when nothing is selected that it could be about. */
export const getSelection = (choice: string | undefined, context: KeyContext): ResumeSelection | string => {
	if (!isChoice(choice)) {
		return 'Nothing is chosen';
	}

	if (choice !== 'node') {
		return {kind: choice};
	}

	const key = context.getSelected();
	if (key === undefined) {
		return 'No node is selected';
	}

	const [first, ...others] = findRanks(context, key);
	return first === undefined || others.length === 0
		? {kind: 'node', node: first ?? key}
		: `${key} has ${others.length + 1} ranks: select one of them, such as ${first}`;
};

const createItem = (choice: Choice, index: number, context: KeyContext): MenuItem => {
	const selection = getSelection(choice, context);
	const key = context.getSelected();
	const item = {id: choice, key: String(index + 1), label: choice === 'node' && key !== undefined ? context.cleanText(key) : labels[choice]};
	if (typeof selection === 'string') {
		return {...item, obstacle: `${context.cleanText(selection)}.`};
	}

	const plan = context.actions.planResume(selection);
	const isAlone = plan.runsAgain.length <= 1;
	const named = choice === 'node' && key !== undefined && !isAlone ? {...item, label: `${item.label} and what is downstream`} : item;
	return plan.refusal === undefined
		? {...named, hint: describeShortly(plan)}
		: {...named, obstacle: `${context.cleanText(plan.refusal)}.`};
};

/** What can be run again, each with how much that is or why it cannot be. */
export const getRerunItems = (context: KeyContext): readonly MenuItem[] =>
	choices.map((choice, index) => createItem(choice, index, context));

/** What one most likely wishes: what failed, where that is possible. */
export const findLikelyChoice = (items: readonly MenuItem[]): number =>
	Math.max(0, items.findIndex(({id, obstacle}) => id === 'failed' && obstacle === undefined));
