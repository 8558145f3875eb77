import {type Clock} from '../../ports/clock.js';
import {openRunLogFile} from './run-log-file.js';
import {type RunRegistry} from './run-registry.js';
import {getCurrentAttempt} from './workflow-run.js';

const explain = (logFile: string, clock: Clock): void => {
	try {
		const log = openRunLogFile(logFile, clock, 'a');
		log.writeError('The local cloud ended before this run did.');
		log.close();
	} catch {
		// The log is gone: nobody can read it, either.
	}
};

/**
Ends the runs that an earlier API left behind when its process was killed: nothing of them can be alive.

One that had begun has failed, as on GitHub when a runner is lost; one that waited for its turn was cancelled.
*/
export const endOrphans = (runs: RunRegistry, clock: Clock): void => {
	for (const run of runs.list()) {
		const {status, startedAt, logFile} = getCurrentAttempt(run);
		if (status === 'completed') {
			continue;
		}

		if (logFile !== undefined) {
			explain(logFile, clock);
		}

		runs.updateAttempt(run.id, {status: 'completed', conclusion: startedAt === undefined ? 'cancelled' : 'failure', completedAt: clock.now()});
	}
};
