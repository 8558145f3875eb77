import {type Invocation} from '../../core/log/invocation.js';
import {type NamedRun} from '../../core/run/list-named-runs.js';
import {type PlatformRun} from '../../core/run/platform-run.js';
import {getListedRuns} from '../../ports/partial-list-error.js';
import {type Platform} from '../../ports/platform.js';
import {getRunsSince} from './runs-since.js';

/** All runs of an invocation on its platform, created before `until` where it is given, those that logs name (`named`) among them; those of some repositories, or none, when it cannot say now. */
export const listKnownRuns = async (platform: Platform, invocation: Invocation, {until, named = []}: {readonly until?: number | undefined; readonly named?: readonly NamedRun[]} = {}): Promise<{readonly runs: readonly PlatformRun[]; readonly isKnown: boolean; readonly failure?: unknown}> => {
	try {
		const query = {invocation, since: getRunsSince(invocation), ...(until !== undefined && {until}), ...(named.length > 0 && {named}), isComplete: true};
		return {isKnown: true, runs: await platform.listRuns(query) ?? []};
	} catch (error) {
		return {isKnown: false, runs: getListedRuns(error), failure: error};
	}
};
