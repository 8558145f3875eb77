import {statSync} from 'node:fs';
import {type Clock} from '../../../ports/clock.js';
import {openRunLogFile, renderErrorLine} from './run-log-file.js';
import {type RunRegistry} from './run-registry.js';
import {getCurrentAttempt, type WorkflowRun} from './workflow-run.js';

const explanation = 'The local cloud ended before this run did.';

const explain = (logFile: string, clock: Clock): void => {
	try {
		const log = openRunLogFile(logFile, clock, {flags: 'a'});
		log.writeError(explanation);
		log.close();
	} catch {
		// The log is gone: nobody can read it, either.
	}
};

/** The last sign of life, so that the end is the same whenever it is noticed. */
const getLastSign = (run: WorkflowRun): number => {
	const {logFile} = getCurrentAttempt(run);
	const written = logFile === undefined ? undefined : statSync(logFile, {throwIfNoEntry: false});
	return Math.max(run.updatedAt, Math.floor(written?.mtimeMs ?? 0));
};

/**
Ends the runs that an earlier API left behind when its process was killed: nothing of them can be alive.

One that had begun has failed, as on GitHub when a runner is lost; one that waited for its turn was cancelled. Who only reads says so, and writes it nowhere.
*/
export const endOrphans = (runs: RunRegistry, {clock, isReadOnly = false}: {readonly clock: Clock; readonly isReadOnly?: boolean | undefined}): void => {
	for (const run of runs.list()) {
		const {status, startedAt, logFile} = getCurrentAttempt(run);
		if (status === 'completed') {
			continue;
		}

		const at = getLastSign(run);
		if (logFile !== undefined && !isReadOnly) {
			explain(logFile, clock);
		}

		runs.updateAttempt(run.id, {
			status: 'completed',
			conclusion: startedAt === undefined ? 'cancelled' : 'failure',
			completedAt: at,
			...(isReadOnly && {trailer: renderErrorLine(explanation, at)}),
		}, at);
	}
};
