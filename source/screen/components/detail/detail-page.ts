import {explainNode} from '../../../core/run/explain-node.js';
import {findNode} from '../../handlers/find-node.js';
import {type KeyContext} from '../../handlers/key-context.js';
import {renderDetail} from './render-detail.js';

/** The title of the selected node's page. */
export const getDetailTitle = (context: KeyContext): string => {
	const node = findNode(context);
	return node === undefined ? 'NODE' : `NODE ${context.cleanText(node.id)}`;
};

/** The selected node's page, as it stands now. */
export const getDetailLines = (context: KeyContext): readonly string[] => {
	const {store, columns, theme, cleanText, clock, openUrl} = context;
	const state = store.getSnapshot();
	const explanation = explainNode(state, findNode(context)?.id ?? '');
	return explanation === undefined
		? [' No node is selected.']
		: renderDetail({explanation, state, columns, cleanText, now: clock.now(), hasRunPages: openUrl !== undefined}, theme);
};
