import {type KeyContext} from '../handlers/key-context.js';
import {logPrompts} from './log-prompts.js';
import {type PromptHandler} from './prompt-handler.js';
import {type PromptKind} from './prompt-state.js';

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
	...logPrompts,
};
