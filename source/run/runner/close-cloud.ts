import {type Outcome} from '../../core/run/status.js';
import {type Cloud} from '../../ports/cloud.js';

/** Ends a cloud that was opened for a run; where the run had its verdict, functions may write their last words before. */
export const closeCloud = async (opening: Promise<Cloud>, outcome: Outcome): Promise<void> => {
	const [cloud] = await Promise.allSettled([opening]);
	if (cloud.status === 'rejected') {
		return;
	}

	if (outcome === 'COMPLETED' || outcome === 'FAILED') {
		await cloud.value.finish?.();
	}

	await cloud.value.close();
};
