import {type Workflow} from '../../core/workflow/workflow.js';
import {type FooterKeys} from '../footer/footer-keys.js';
import {type tableBindings} from '../keys/keymap.js';
import {type HandlersOf} from '../keys/commands.js';
import {getMovement} from '../keys/movement.js';
import {type PaneKeys} from '../keys/pane-keys.js';
import {type PromptHandler} from '../footer/prompt-handler.js';
import {type Table} from './use-table.js';
import {getWorkflowTree} from './workflow-tree.js';
import {moveCursor} from './table-view.js';
import {type TableRow} from './table-row.js';

/** What the table's keys can see and change. */
export type TableKeys = {
	readonly table: Pick<Table, 'getState' | 'getRows' | 'getView' | 'dispatch'>;
	readonly workflow: Workflow;
	/** Rows of the pane in the last frame. */
	readonly height: number;
	readonly footer: FooterKeys;
};

const moveBy = (by: number, {table, height}: TableKeys): void => {
	const next = moveCursor(table.getState(), table.getRows(), {by, height});
	if (next !== undefined) {
		table.dispatch({type: 'select', ...next});
	}
};

/** Opens ranks and folds; from open ranks it goes to the first of them. */
const moveRight = (row: TableRow, keys: TableKeys): void => {
	const {table, footer} = keys;
	if (row.kind === 'fold') {
		table.dispatch({type: 'unfold', keys: row.keys});
	} else if (row.kind === 'node') {
		footer.say('Only ranked actions and hidden rows can be opened.');
	} else if (row.opened === 'all') {
		moveBy(1, keys);
	} else {
		table.dispatch({type: 'open-ranks', action: row.action, isOpen: true});
	}
};

/** The rows around this one that were taken out of one fold, as far as the fold can take them back. */
const findUnfolded = (place: number, {table}: TableKeys): readonly string[] => {
	const {rows, options} = table.getRows();
	const isUnfolded = (index: number): boolean => options.unfolded.has(rows[index]?.key ?? '');
	let first = place;
	let last = place;
	while (isUnfolded(first - 1)) {
		first--;
	}

	while (isUnfolded(last + 1)) {
		last++;
	}

	return isUnfolded(place) ? rows.slice(first, last + 1).map(({key}) => key) : [];
};

const findParent = (row: TableRow, {workflow, table}: TableKeys): string | undefined => {
	const {places} = table.getRows();
	const parent = row.kind === 'fold'
		? undefined
		: getWorkflowTree(workflow).get(row.kind === 'node' ? row.node.action : row.action)?.parent;
	return parent !== undefined && places.get(parent) !== undefined ? parent : undefined;
};

/** Closes ranks, folds again what was unfolded, and else goes to what the row stands below. */
const moveLeft = (row: TableRow, place: number, keys: TableKeys): void => {
	const {table, footer} = keys;
	const unfolded = findUnfolded(place, keys);
	const parent = findParent(row, keys);
	if (row.kind === 'ranks' && row.opened !== 'none') {
		table.dispatch({type: 'open-ranks', action: row.action, isOpen: false});
	} else if (unfolded.length > 0) {
		table.dispatch({type: 'fold', keys: unfolded});
	} else if (row.kind === 'node' && row.node.rank !== undefined) {
		table.dispatch({type: 'open-ranks', action: row.node.action, isOpen: false});
	} else if (parent === undefined) {
		footer.say('Nothing to close here.');
	} else {
		table.dispatch({type: 'select', key: parent});
	}
};

/** What the keys of every pane do in the table. */
export const createTablePane = (keys: TableKeys): PaneKeys => {
	const {table, height, footer} = keys;
	return {
		move(command) {
			moveBy(getMovement(command, height), keys);
		},
		moveSideways(direction) {
			const {cursor} = table.getView(height);
			const row = table.getRows().rows[cursor];
			if (row !== undefined && direction === 'right') {
				moveRight(row, keys);
			} else if (row !== undefined) {
				moveLeft(row, cursor, keys);
			}
		},
		search() {
			footer.openPrompt('filter-nodes', table.getState().options.filter);
		},
		goBack() {
			const isFiltered = table.getState().options.filter !== '';
			if (isFiltered) {
				table.dispatch({type: 'filter', text: ''});
			}

			return isFiltered;
		},
	};
};

export const tableHandlers = {
	'active-first': {
		run({table}) {
			table.dispatch({type: 'toggle-active-first'});
		},
	},
	'toggle-folding': {
		run({table}) {
			table.dispatch({type: 'toggle-folding'});
		},
	},
} satisfies HandlersOf<typeof tableBindings, TableKeys>;

/** Filters while it is typed; Esc shows all again. */
export const createFilterPrompt = ({table}: TableKeys): PromptHandler => ({
	change(text) {
		table.dispatch({type: 'filter', text});
	},
	cancel() {
		table.dispatch({type: 'filter', text: ''});
	},
});
