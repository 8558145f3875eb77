import {formatPlace, listPlaces} from '../../core/run/node-places.js';
import {type SeenRun} from '../../core/run/run-state.js';
import {type placeKeys} from '../keys/place-keys.js';
import {cleanUrl} from '../text/hyperlink.js';
import {findNode} from './find-node.js';
import {type HandlersOf} from './handler.js';
import {type KeyContext} from './key-context.js';

const notTriggered = (keymap: KeyContext['keymap']): string => `Nothing has run yet: ${keymap.nameKey('trigger')} triggers the workflow.`;

/** Puts a text into the clipboard and shows it: no terminal says whether it took it. */
const copy = (what: string, text: string, {copyText, dispatchScreen, cleanText}: KeyContext): void => {
	const isSent = copyText(text);
	dispatchScreen({type: 'say', text: `${what}${isSent ? ', sent to the clipboard' : ''}: ${cleanText(text)}`});
};

/** The latest platform run of the selected node that has a page. */
const findRun = (context: KeyContext): SeenRun | undefined => {
	const {platformRuns} = context.store.getSnapshot();
	return findNode(context)?.runIds.flatMap(id => platformRuns.get(id) ?? []).findLast(({url}) => url !== undefined && cleanUrl(url) !== undefined);
};

/** The sentence comes when the browser has started or has not: the user may have gone on meanwhile. */
const openRun = async (url: string, context: KeyContext): Promise<void> => {
	const {openUrl, dispatchScreen, cleanText} = context;
	if (await openUrl?.(url)) {
		dispatchScreen({type: 'say', text: `Opening ${cleanText(url)}`});
	} else {
		copy('No browser can be started here', url, context);
	}
};

export const placeHandlers = {
	detail: {
		describeObstacle: context => findNode(context) === undefined ? 'No node is selected.' : undefined,
		run({dispatchScreen, dispatchOverlay}) {
			dispatchOverlay({type: 'reset'});
			dispatchScreen({type: 'open-overlay', overlay: 'detail'});
		},
	},
	'open-run': {
		describeObstacle(context) {
			const {openUrl, store, keymap} = context;
			if (openUrl === undefined) {
				return 'Runs of the local cloud have no page.';
			}

			if (store.getSnapshot().invocation === undefined) {
				return notTriggered(keymap);
			}

			return findRun(context) === undefined ? 'No platform run of this node is known.' : undefined;
		},
		run(context) {
			const url = cleanUrl(findRun(context)?.url ?? '');
			if (url !== undefined) {
				void openRun(url, context);
			}
		},
	},
	'copy-place': {
		describeObstacle: context => context.store.getSnapshot().invocation === undefined ? notTriggered(context.keymap) : undefined,
		run(context) {
			const {store} = context;
			const state = store.getSnapshot();
			const node = findNode(context) ?? state.nodes.get(state.workflow.entry);
			const [log] = node === undefined ? [] : listPlaces(node, state);
			if (log !== undefined) {
				copy('Its log on S3', formatPlace(log), context);
			}
		},
	},
	'copy-invocation-id': {
		describeObstacle: ({store, keymap}) => store.getSnapshot().invocation === undefined ? notTriggered(keymap) : undefined,
		run(context) {
			const {invocation} = context.store.getSnapshot();
			if (invocation !== undefined) {
				copy('InvocationID', invocation.id, context);
			}
		},
	},
} satisfies HandlersOf<typeof placeKeys>;
