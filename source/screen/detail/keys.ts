import {formatPlace, listLocations} from '../../core/run/object-locations.js';
import {type SeenRun} from '../../core/run/run-state.js';
import {type RunStore} from '../../run/runner/run-store.js';
import {type detailBindings, type Keymap} from '../keys/keymap.js';
import {type HandlersOf} from '../keys/commands.js';
import {findSelectedNode, type Selection} from '../selection.js';
import {cleanUrl} from '../frame/text/hyperlink.js';

/** What the keys that tell of the selected node can see and do. */
export type DetailKeys = {
	readonly store: Pick<RunStore, 'getSnapshot'>;
	readonly selection: Pick<Selection, 'getKey'>;
	readonly nameKey: Keymap['nameKey'];
	readonly say: (text: string) => void;
	/** Shows the page of the selected node. */
	readonly openDetail: () => void;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
	/** Puts a text into the terminal's clipboard (OSC 52); false when it surely cannot. Show the text, too: no terminal answers. */
	readonly copyText: (text: string) => boolean;
	/** Starts the user's browser; absent where runs have no page, as on the local cloud. */
	readonly openUrl?: ((url: string) => Promise<boolean>) | undefined;
};

const findNode = ({selection, store}: DetailKeys) => findSelectedNode(selection, store.getSnapshot());

const notTriggered = (nameKey: Keymap['nameKey']): string => `Nothing has run yet: ${nameKey('trigger')} triggers the workflow.`;

/** Puts a text into the clipboard and shows it: no terminal says whether it took it. */
const copy = (what: string, text: string, {copyText, say, cleanText}: DetailKeys): void => {
	const isSent = copyText(text);
	say(`${what}${isSent ? ', sent to the clipboard' : ''}: ${cleanText(text)}`);
};

/** The latest platform run of the selected node that has a page. */
const findRun = (keys: DetailKeys): SeenRun | undefined => {
	const {platformRuns} = keys.store.getSnapshot();
	return findNode(keys)?.runIds.flatMap(id => platformRuns.get(id) ?? []).findLast(({url}) => url !== undefined && cleanUrl(url) !== undefined);
};

/** The sentence comes when the browser has started or has not: the user may have gone on meanwhile. */
const openRun = async (url: string, keys: DetailKeys): Promise<void> => {
	const {openUrl, say, cleanText} = keys;
	if (await openUrl?.(url)) {
		say(`Opening ${cleanText(url)}`);
	} else {
		copy('No browser can be started here', url, keys);
	}
};

export const detailHandlers = {
	detail: {
		describeObstacle: keys => findNode(keys) === undefined ? 'No node is selected.' : undefined,
		run({openDetail}) {
			openDetail();
		},
	},
	'open-run': {
		describeObstacle(keys) {
			const {openUrl, store, nameKey} = keys;
			if (openUrl === undefined) {
				return 'Local runs have no web page.';
			}

			if (store.getSnapshot().invocation === undefined) {
				return notTriggered(nameKey);
			}

			return findRun(keys) === undefined ? 'No platform run of this node is known.' : undefined;
		},
		run(keys) {
			const url = cleanUrl(findRun(keys)?.url ?? '');
			if (url !== undefined) {
				void openRun(url, keys);
			}
		},
	},
	'copy-place': {
		describeObstacle: keys => keys.store.getSnapshot().invocation === undefined ? notTriggered(keys.nameKey) : undefined,
		run(keys) {
			const {store} = keys;
			const state = store.getSnapshot();
			const node = findNode(keys) ?? state.nodes.get(state.workflow.entry);
			const [log] = node === undefined ? [] : listLocations(node, state);
			if (log !== undefined) {
				copy('Its log on S3', formatPlace(log), keys);
			}
		},
	},
	'copy-invocation-id': {
		describeObstacle: ({store, nameKey}) => store.getSnapshot().invocation === undefined ? notTriggered(nameKey) : undefined,
		run(keys) {
			const {invocation} = keys.store.getSnapshot();
			if (invocation !== undefined) {
				copy('InvocationID', invocation.id, keys);
			}
		},
	},
} satisfies HandlersOf<typeof detailBindings, DetailKeys>;
