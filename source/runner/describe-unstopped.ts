import {type CancelReport} from './cancel-run.js';

const shownCount = 5;

/** Says which platform runs a cancel could not stop, and why; nothing when it stopped them all. */
export const describeUnstopped = ({aliveRunIds, failure}: CancelReport): string | undefined => {
	if (aliveRunIds.length === 0) {
		return undefined;
	}

	const shown = aliveRunIds.slice(0, shownCount).join(', ');
	const rest = aliveRunIds.length > shownCount ? ` and ${aliveRunIds.length - shownCount} more` : '';
	const [subject, verb] = aliveRunIds.length === 1 ? ['Platform run', 'is'] : ['Platform runs', 'are'];
	return `${subject} ${shown}${rest} could not be stopped and ${verb} still alive${failure === undefined ? '' : `: ${failure}`}`;
};
