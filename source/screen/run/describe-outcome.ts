import {type RunState} from '../../core/run/run-state.js';
import {type Status} from '../../core/run/status.js';
import {type Theme} from '../frame/theme.js';
import {getProgress} from './run-progress.js';

// Worst news first, then what still moves.
const order: readonly Status[] = ['FAILED', 'TIMEOUT', 'CANCELLED', 'SKIPPED', 'RUNNING', 'INVOKED', 'PENDING', 'COMPLETED', 'NOT_INVOKED'];

/** Says how many nodes are in which state: `1 failed, 3 skipped, 2 completed`. */
export const describeCounts = (state: RunState, {statuses}: Theme): string => {
	const {counts} = getProgress(state);
	return order
		.filter(status => counts[status] > 0)
		.map(status => `${counts[status]} ${statuses[status].word}`)
		.join(', ');
};

/** The same where there is little room: `✗1 ↷3 ✓2`. */
export const describeCountsShortly = (state: RunState, {statuses}: Theme): string => {
	const {counts} = getProgress(state);
	return order
		.filter(status => counts[status] > 0)
		.map(status => statuses[status].symbol + String(counts[status]))
		.join(' ');
};
