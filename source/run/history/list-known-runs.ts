import {type Invocation} from '../../core/log/invocation.js';
import {type PlatformRun} from '../../core/run/platform-run.js';
import {getListedRuns} from '../../ports/partial-list-error.js';
import {type Platform} from '../../ports/platform.js';
import {getRunsSince} from './runs-since.js';

/** All runs of an invocation on its platform, created before `until` where it is given; those of some repositories, or none, when it cannot say now. */
export const listKnownRuns = async (platform: Platform, invocation: Invocation, until?: number): Promise<{readonly runs: readonly PlatformRun[]; readonly isKnown: boolean; readonly failure?: unknown}> => {
	try {
		const query = {invocation, since: getRunsSince(invocation), ...(until !== undefined && {until}), isComplete: true};
		return {isKnown: true, runs: await platform.listRuns(query) ?? []};
	} catch (error) {
		return {isKnown: false, runs: getListedRuns(error), failure: error};
	}
};
