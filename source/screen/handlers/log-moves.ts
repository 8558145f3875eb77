import {getMovement} from '../keys/movement.js';
import {type KeyContext} from './key-context.js';
import {type PaneMoves} from './pane-moves.js';

/** What the movement keys do in the log: they scroll. */
export const logMoves: PaneMoves = {
	move(command, {log, dispatchLog}) {
		dispatchLog({type: 'scroll', by: getMovement(command, log.height), context: log});
	},
	moveSideways(direction, {columns, getLog, dispatchLog, dispatchScreen}) {
		if (getLog().isWrapped) {
			dispatchScreen({type: 'say', text: 'The lines are wrapped: w cuts them off again.'});
			return;
		}

		const step = Math.max(4, Math.floor(columns / 4));
		dispatchLog({type: 'shift', by: direction === 'left' ? -step : step});
	},
};

/** Ends the search in the log, or else its filter; false when there is neither. */
export const endLogSearch = ({getLog, dispatchLog}: Pick<KeyContext, 'getLog' | 'dispatchLog'>): boolean => {
	const {searchText, filterText} = getLog();
	if (searchText !== '') {
		dispatchLog({type: 'end-search'});
		return true;
	}

	if (filterText !== '') {
		dispatchLog({type: 'filter', text: ''});
		return true;
	}

	return false;
};
