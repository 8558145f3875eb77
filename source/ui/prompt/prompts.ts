import {type KeyContext} from '../handlers/key-context.js';
import {type PromptKind} from './prompt-state.js';

/** What becomes of the text of one kind of prompt. */
export type PromptHandler = {
	/** Stands before the text: `/`, `save to:`. */
	readonly label: string;
	/** Called after every change, with the text so far. */
	readonly change?: (text: string, context: KeyContext) => void;
	/** Called at Enter; the prompt is closed then. */
	readonly submit?: (text: string, context: KeyContext) => void;
	/** Called at Esc; the prompt is closed then. */
	readonly cancel?: (context: KeyContext) => void;
};

const moveToNode = (text: string, {nodes, select}: KeyContext): void => {
	const found = nodes.find(({id}) => id.toLowerCase().includes(text.toLowerCase()));
	if (text !== '' && found !== undefined) {
		select(found.id);
	}
};

export const prompts: Readonly<Record<PromptKind, PromptHandler>> = {
	'filter-nodes': {
		label: '/',
		change(text, {dispatchTable}) {
			dispatchTable({type: 'filter', text});
		},
		cancel({dispatchTable}) {
			dispatchTable({type: 'filter', text: ''});
		},
	},
	'find-node': {label: '/', change: moveToNode},
};
