import {explainNode} from '../../core/run/explain-node.js';
import {type Clock} from '../../ports/clock.js';
import {type RunStore} from '../../run/runner/run-store.js';
import {type Page} from '../overlay/overlays.js';
import {findSelectedNode, type Selection} from '../selection.js';
import {type Theme} from '../frame/theme.js';
import {type KnownFiles} from './render-node-files.js';
import {renderDetail} from './render-detail.js';

/** What the page of the selected node is made of. */
export type DetailInput = {
	readonly store: Pick<RunStore, 'getSnapshot'>;
	readonly selection: Pick<Selection, 'getKey'>;
	readonly clock: Pick<Clock, 'now'>;
	readonly columns: number;
	readonly theme: Theme;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
	/** The platform shows its runs on pages of their own. */
	readonly hasRunPages: boolean;
	/** What is known of the run's files; nothing where none can be looked for. */
	readonly getFiles: () => KnownFiles | undefined;
};

/** The selected node's page, as it stands whenever it is asked. */
export const createDetailPage = ({store, selection, columns, theme, cleanText, clock, hasRunPages, getFiles}: DetailInput): Page => ({
	getTitle() {
		const node = findSelectedNode(selection, store.getSnapshot());
		return node === undefined ? 'NODE' : `NODE ${cleanText(node.id)}`;
	},
	getLines() {
		const state = store.getSnapshot();
		const explanation = explainNode(state, findSelectedNode(selection, state)?.id ?? '');
		return explanation === undefined
			? [' No node is selected.']
			: renderDetail({explanation, state, columns, cleanText, now: clock.now(), hasRunPages, files: getFiles()}, theme);
	},
});
