import {getAssertionLines} from '../components/assertions/assertions-view.js';
import {getMovement, type MovementCommand} from '../keys/movement.js';
import {type UpperView} from '../screen-state.js';
import {graphMoves} from './graph-moves.js';
import {type KeyContext} from './key-context.js';
import {logMoves} from './log-moves.js';
import {tableMoves} from './table-moves.js';

/** What the movement keys do in one pane. */
export type PaneMoves = {
	readonly move: (command: MovementCommand, context: KeyContext) => void;
	/** Absent where nothing lies to the left or right. */
	readonly moveSideways?: (direction: 'left' | 'right', context: KeyContext) => void;
};

/** The assertions are a text that scrolls. */
const testsMoves: PaneMoves = {
	move(command, context) {
		const {upperHeight: height, dispatchScreen} = context;
		dispatchScreen({type: 'scroll-tests', by: getMovement(command, height), lineCount: getAssertionLines(context).length, height});
	},
};

const panes: Readonly<Record<UpperView | 'log', PaneMoves>> = {
	table: tableMoves,
	graph: graphMoves,
	timeline: tableMoves,
	tests: testsMoves,
	log: logMoves,
};

/** Before a trigger there is no log to scroll, but what is known of the workflow. */
const beforeMoves: PaneMoves = {
	move(command, {scrollBefore, log}) {
		scrollBefore?.(getMovement(command, log.height));
	},
};

/** Finds what the movement keys do in the pane that has the focus. */
export const getPaneMoves = ({getScreen, scrollBefore}: Pick<KeyContext, 'getScreen' | 'scrollBefore'>): PaneMoves => {
	const {focus, upperView} = getScreen();
	if (focus === 'log' && scrollBefore !== undefined) {
		return beforeMoves;
	}

	return panes[focus === 'log' ? 'log' : upperView];
};
