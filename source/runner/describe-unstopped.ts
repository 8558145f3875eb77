import {type CancelReport} from './cancel-run.js';

const shownCount = 5;

/** Says which platform runs a cancel could not stop, and why, or that it could not be asked; nothing when it stopped them all. */
export const describeUnstopped = ({aliveRunIds, failure, isUnknown}: CancelReport, isGivenUp = false): string | undefined => {
	if (isUnknown === true) {
		return `Whether anything of the run is still alive is not known${failure === undefined ? '' : `: ${failure}`}`;
	}

	if (aliveRunIds.length === 0) {
		return undefined;
	}

	const shown = aliveRunIds.slice(0, shownCount).join(', ');
	const rest = aliveRunIds.length > shownCount ? ` and ${aliveRunIds.length - shownCount} more` : '';
	const [subject, is, has] = aliveRunIds.length === 1 ? ['Platform run', 'is', 'has'] : ['Platform runs', 'are', 'have'];
	return isGivenUp && failure === undefined
		? `${subject} ${shown}${rest} ${has} not stopped yet`
		: `${subject} ${shown}${rest} could not be stopped and ${is} still alive${failure === undefined ? '' : `: ${failure}`}`;
};
