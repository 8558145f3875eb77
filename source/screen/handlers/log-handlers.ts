import {type NodeState} from '../../core/run/run-state.js';
import {getCurrentLine, getTimeColumn} from '../components/log-pane/log-pane-state.js';
import {describeFailure} from '../describe-failure.js';
import {type logKeys} from '../keys/log-keys.js';
import {type Handler, type HandlersOf} from './handler.js';
import {type KeyContext} from './key-context.js';
import {logFileHandlers} from './log-file-handlers.js';

const holdCursor = ({table, getSelected, upperHeight, dispatchTable}: KeyContext): void => {
	const key = getSelected();
	if (key !== undefined) {
		dispatchTable({type: 'hold', key, top: table.getView(upperHeight).start});
	}
};

const createJumpHandler = (direction: 'next' | 'previous'): Handler => ({
	describeObstacle({getLog, log}) {
		if (getLog().searchText === '') {
			return 'Nothing is searched: / in the log searches.';
		}

		return log.matches?.count === 0 && log.matches.isComplete ? 'Nothing was found.' : undefined;
	},
	run({dispatchLog, log}) {
		dispatchLog({type: 'jump', direction, context: log});
		dispatchLog({type: 'settle', context: log});
	},
});

const createErrorHandler = (step: 1 | -1): Handler => ({
	run({dispatchLog, dispatchScreen, getLog, log}) {
		const {rows} = log;
		const line = getCurrentLine(getLog(), log);
		const at = line === undefined ? 0 : rows.findLine(line);
		// At the end there is no next error: then the first one, which is the cause more often than the last.
		const begin = getLog().current === undefined && step === 1 ? at : at + step;
		const found = rows.findError(begin, step) ?? rows.findError(step === 1 ? 0 : rows.length - 1, step);
		if (found === undefined) {
			dispatchScreen({type: 'say', text: 'There is no error among these lines.'});
		} else {
			dispatchLog({type: 'go-to', number: rows.at(found).number, context: log});
		}
	},
});

/** The node whose run's log is asked for: a single one. */
const getOneNode = ({store, getSelected}: KeyContext): NodeState | undefined => store.getSnapshot().nodes.get(getSelected() ?? '');

const fetchRunLog = async ({id}: NodeState, {logTools, dispatchScreen, cleanText}: KeyContext): Promise<void> => {
	dispatchScreen({type: 'say', text: `Fetching the log of ${cleanText(id)}'s run ...`});
	try {
		const entries = await logTools?.readRunLog(id) ?? [];
		dispatchScreen({type: 'say', text: entries.length === 0
			? `The platform has no log of ${cleanText(id)}'s run yet: it comes some time after the run's end.`
			: `${entries.length} lines of ${cleanText(id)}'s run log that S3 has not.`});
	} catch (error) {
		dispatchScreen({type: 'say', text: cleanText(describeFailure(error))});
	}
};

export const logHandlers = {
	'show-node-log': {
		run(context) {
			holdCursor(context);
			context.dispatchLog({type: 'show-logs', source: 'selected'});
		},
	},
	'show-run-log': {
		describeObstacle: context => getOneNode(context) === undefined ? 'Select one node: R shows the log of its run.' : undefined,
		run(context) {
			const node = getOneNode(context);
			const {getLog, dispatchLog} = context;
			if (node === undefined) {
				return;
			}

			holdCursor(context);
			const {source, tab} = getLog();
			const isShown = source === 'selected' && tab === 'run-log';
			dispatchLog({type: 'show-logs', source: 'selected', tab: isShown ? 'log' : 'run-log'});
			if (!isShown) {
				void fetchRunLog(node, context);
			}
		},
	},
	'show-all-logs': {
		run({dispatchLog}) {
			dispatchLog({type: 'show-logs', source: 'all'});
		},
	},
	'toggle-follow': {
		run({dispatchLog, log}) {
			dispatchLog({type: 'toggle-follow', context: log});
		},
	},
	'next-match': createJumpHandler('next'),
	'previous-match': createJumpHandler('previous'),
	'filter-log': {
		run({dispatchLog, dispatchScreen, getLog}) {
			dispatchLog({type: 'begin-filter'});
			dispatchScreen({type: 'open-prompt', kind: 'filter-log', text: getLog().filterText});
		},
	},
	'cycle-level': {
		run({dispatchLog}) {
			dispatchLog({type: 'cycle-level'});
		},
	},
	'next-error': createErrorHandler(1),
	'previous-error': createErrorHandler(-1),
	'toggle-noise': {
		run({dispatchLog}) {
			dispatchLog({type: 'toggle-noise'});
		},
	},
	'toggle-wrap': {
		run({dispatchLog}) {
			dispatchLog({type: 'toggle-wrap'});
		},
	},
	'cycle-time': {
		run({dispatchLog, dispatchScreen, getLog}) {
			dispatchLog({type: 'cycle-time'});
			dispatchScreen({type: 'say', text: timeTexts[getTimeColumn(getLog())]});
		},
	},
	...logFileHandlers,
} satisfies HandlersOf<typeof logKeys>;

const timeTexts = {
	action: 'Time since the action\'s start.',
	run: 'Time since the start of the run.',
	clock: 'Time of day.',
	none: 'No times.',
} as const;
