import {type NodeState} from '../../core/run/run-state.js';
import {type RunStore} from '../../run/runner/run-store.js';
import {describeBriefly} from '../../ports/errors/describe-failure.js';
import {type FooterKeys} from '../footer/footer-keys.js';
import {type logBindings} from '../keys/keymap.js';
import {type Handler, type HandlersOf} from '../keys/commands.js';
import {getMovement} from '../keys/movement.js';
import {type PaneKeys} from '../keys/pane-keys.js';
import {type PromptHandler} from '../footer/prompt-handler.js';
import {type Selection} from '../selection.js';
import {type LogTools} from './log-tools.js';
import {getCurrentLine, getTimeColumn} from './state.js';
import {type logFileHandlers} from './file-keys.js';
import {type Log} from './log.js';

/** What the log's keys can see and change. */
export type LogKeys = {
	readonly store: Pick<RunStore, 'getSnapshot'>;
	readonly log: Log;
	readonly selection: Selection;
	readonly footer: FooterKeys;
	readonly columns: number;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
	/** Fetches the platform's own log of a node's run; absent where there are no runs. */
	readonly readRunLog?: LogTools['readRunLog'] | undefined;
};

const createJumpHandler = (direction: 'next' | 'previous'): Handler<LogKeys> => ({
	describeObstacle({log: {getState, context: {matches}}}) {
		if (getState().searchText === '') {
			return 'No active search. Press / in the log.';
		}

		return matches?.length === 0 && matches.isComplete ? 'No match.' : undefined;
	},
	run({log: {dispatch, context}}) {
		dispatch({type: 'jump', direction, context});
		dispatch({type: 'settle', context});
	},
});

const createErrorHandler = (step: 1 | -1): Handler<LogKeys> => ({
	run({log: {context, getState, dispatch}, footer}) {
		const {rows} = context;
		const line = getCurrentLine(getState(), context);
		const at = line === undefined ? 0 : rows.findLine(line);
		// At the end there is no next error: then the first one, which is the cause more often than the last.
		const begin = getState().current === undefined && step === 1 ? at : at + step;
		const found = rows.findError(begin, step) ?? rows.findError(step === 1 ? 0 : rows.length - 1, step);
		if (found === undefined) {
			footer.say('No errors in this log.');
		} else {
			dispatch({type: 'go-to', number: rows.get(found) ?? 0, context});
		}
	},
});

/** The node whose run's log is asked for: a single one. */
const getOneNode = ({store, selection}: LogKeys): NodeState | undefined => store.getSnapshot().nodes.get(selection.getKey() ?? '');

const fetchRunLog = async ({id}: NodeState, {readRunLog, footer, cleanText}: LogKeys): Promise<void> => {
	footer.say(`Fetching the log of ${cleanText(id)}'s run ...`);
	try {
		const entries = await readRunLog?.(id) ?? [];
		footer.say(entries.length === 0
			? `No run log for ${cleanText(id)} yet: available once the run has ended.`
			: `Added ${entries.length} lines of the run log that are not on S3.`);
	} catch (error) {
		footer.say(cleanText(describeBriefly(error)));
	}
};

export const logHandlers = {
	'show-node-log': {
		run({selection, log}) {
			selection.hold();
			log.dispatch({type: 'show-logs', source: 'selected'});
		},
	},
	'show-run-log': {
		describeObstacle: keys => getOneNode(keys) === undefined ? 'Select one node: R shows the log of its run.' : undefined,
		run(keys) {
			const node = getOneNode(keys);
			const {log: {getState, dispatch}, selection} = keys;
			if (node === undefined) {
				return;
			}

			selection.hold();
			const {source, tab} = getState();
			const isShown = source === 'selected' && tab === 'run-log';
			dispatch({type: 'show-logs', source: 'selected', tab: isShown ? 'log' : 'run-log'});
			if (!isShown) {
				void fetchRunLog(node, keys);
			}
		},
	},
	'show-all-logs': {
		run({log}) {
			log.dispatch({type: 'show-logs', source: 'all'});
		},
	},
	'toggle-follow': {
		run({log: {dispatch, context}}) {
			dispatch({type: 'toggle-follow', context});
		},
	},
	'next-match': createJumpHandler('next'),
	'previous-match': createJumpHandler('previous'),
	'filter-log': {
		run({log, footer}) {
			log.dispatch({type: 'begin-filter'});
			footer.openPrompt('filter-log', log.getState().filterText);
		},
	},
	'cycle-level': {
		run({log}) {
			log.dispatch({type: 'cycle-level'});
		},
	},
	'next-error': createErrorHandler(1),
	'previous-error': createErrorHandler(-1),
	'toggle-noise': {
		run({log}) {
			log.dispatch({type: 'toggle-noise'});
		},
	},
	'toggle-wrap': {
		run({log}) {
			log.dispatch({type: 'toggle-wrap'});
		},
	},
	'cycle-time': {
		run({log, footer}) {
			log.dispatch({type: 'cycle-time'});
			footer.say(timeTexts[getTimeColumn(log.getState())]);
		},
	},
} satisfies HandlersOf<Omit<typeof logBindings, keyof typeof logFileHandlers>, LogKeys>;

const timeTexts = {
	action: 'Time since the action\'s start.',
	run: 'Time since the start of the run.',
	clock: 'Time of day.',
	none: 'No times.',
} as const;

/** Ends the search, or else the filter; false when there is neither. */
const takeBack = ({getState, dispatch}: Log): boolean => {
	const {searchText, filterText} = getState();
	if (searchText !== '') {
		dispatch({type: 'end-search'});
		return true;
	}

	if (filterText !== '') {
		dispatch({type: 'filter', text: ''});
		return true;
	}

	return false;
};

/** What the keys of every pane do in the log: they scroll, and search. */
export const createLogPane = ({log, columns, footer}: LogKeys): PaneKeys => ({
	move(command) {
		const {context, dispatch} = log;
		dispatch({type: 'scroll', by: getMovement(command, context.height), context});
	},
	moveSideways(direction) {
		if (log.getState().isWrapped) {
			footer.say('The lines are wrapped: w cuts them off again.');
			return;
		}

		const step = Math.max(4, Math.floor(columns / 4));
		log.dispatch({type: 'shift', by: direction === 'left' ? -step : step});
	},
	search() {
		footer.openPrompt('search-log');
	},
	goBack: () => takeBack(log),
});

/** What is typed for the log pane. Search and filter work while they are typed; Esc takes them back. */
export const createLogPrompts = ({log: {context, dispatch}}: LogKeys) => ({
	'search-log': {
		change(text) {
			dispatch({type: 'search', text, context});
		},
		submit(text) {
			if (text === '') {
				dispatch({type: 'end-search'});
			}
		},
		cancel() {
			dispatch({type: 'end-search'});
		},
	},
	'filter-log': {
		change(text) {
			dispatch({type: 'filter', text});
		},
		cancel() {
			dispatch({type: 'restore-filter'});
		},
	},
}) satisfies Readonly<Record<string, PromptHandler>>;
