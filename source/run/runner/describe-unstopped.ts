import {getOwnId, type RunId} from '../../core/run/run-id.js';
import {type CancelReport} from './cancel-run.js';

const shownCount = 5;

/** `Platform run 1 is` or `Platform runs 1, 2 and 3 more are`, the verb given for one and for several. */
const nameRuns = (ids: readonly RunId[], [one, several]: readonly [one: string, several: string]): string => {
	const rest = ids.length > shownCount ? ` and ${ids.length - shownCount} more` : '';
	return `Platform run${ids.length === 1 ? '' : 's'} ${ids.slice(0, shownCount).map(id => getOwnId(id)).join(', ')}${rest} ${ids.length === 1 ? one : several}`;
};

const describeAlive = ({aliveRunIds, failure}: CancelReport, isGivenUp: boolean): string => isGivenUp && failure === undefined
	? `${nameRuns(aliveRunIds, ['has', 'have'])} not stopped yet`
	: `${nameRuns(aliveRunIds, ['could not be stopped and is', 'could not be stopped and are'])} still alive${failure === undefined ? '' : `: ${failure}`}`;

/**
Says which platform runs a cancel could not stop, and why, which it left alone, or that it could not be asked; nothing when it stopped
them all. `isGivenUp`: the user did not wait for them.
*/
export const describeUnstopped = (report: CancelReport, isGivenUp = false): string | undefined => {
	const {aliveRunIds, outlivingRunIds = [], suspectRunIds = [], failure, isUnknown} = report;
	if (isUnknown === true) {
		return `It is not known whether anything of the run is still alive${failure === undefined ? '' : `: ${failure}`}`;
	}

	const sentences = [
		...(aliveRunIds.length === 0 ? [] : [describeAlive(report, isGivenUp)]),
		...(outlivingRunIds.length === 0 ? [] : [`${nameRuns(outlivingRunIds, ['was', 'were'])} stopped, but ${outlivingRunIds.length === 1 ? 'its container' : 'their containers'} may go on: the cluster ends no more than what started ${outlivingRunIds.length === 1 ? 'it' : 'them'}`]),
		...(suspectRunIds.length === 0 ? [] : [`${nameRuns(suspectRunIds, ['may belong to this run and was', 'may belong to this run and were'])} left alone: plain workflow files do not show it ("faasr-tui register" writes ones that do)`]),
	];
	return sentences.length === 0 ? undefined : sentences.join('. ');
};
