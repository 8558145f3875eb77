import {type Invocation} from '../core/run/invocation.js';
import {type PlatformRun} from '../core/run/platform-run.js';
import {getListedRuns} from '../ports/partial-list-error.js';
import {type Platform} from '../ports/platform.js';
import {getRunsSince} from './runs-since.js';

/** All runs of an invocation on its platform; those of some repositories, or none, when it cannot say now. */
export const listKnownRuns = async (platform: Platform, invocation: Invocation): Promise<{readonly runs: readonly PlatformRun[]; readonly isKnown: boolean}> => {
	try {
		return {isKnown: true, runs: await platform.listRuns({invocation, since: getRunsSince(invocation), isComplete: true}) ?? []};
	} catch (error) {
		return {isKnown: false, runs: getListedRuns(error)};
	}
};
