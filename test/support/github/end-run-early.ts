import {mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {openRunLogFile} from '../../../source/clouds/local/actions-api/run-log-file.js';
import {type RunRegistry} from '../../../source/clouds/local/actions-api/run-registry.js';
import {getCurrentAttempt, type WorkflowRun} from '../../../source/clouds/local/actions-api/workflow-run.js';
import {type Clock} from '../../../source/ports/clock.js';
import {type Faults} from './faults.js';

/** GitHub's runner pulls the container's image in this step. */
const imageStep = 'Initialize containers';

type Place = {readonly runs: RunRegistry; readonly clock: Clock; readonly dataDir: string};

/** Ends the run's current attempt where the fault says so; tells whether it did. */
export const endRunEarly = (run: WorkflowRun, endRun: NonNullable<Faults['endRun']>, {runs, clock, dataDir}: Place): boolean => {
	const {number: attempt} = getCurrentAttempt(run);
	const end = endRun({id: run.id, action: run.workflow.action, displayTitle: run.displayTitle, attempt});
	if (!end) {
		return false;
	}

	const logDir = join(dataDir, 'run-logs');
	mkdirSync(logDir, {recursive: true});
	const logFile = join(logDir, `${run.id}-${attempt}.log`);
	const log = openRunLogFile(logFile, clock);
	log.write(end.logText);
	log.close();
	if (end.isLogLost === true) {
		rmSync(logFile);
	}

	const at = clock.now();
	runs.updateAttempt(run.id, {status: 'completed', conclusion: end.conclusion, failedStep: imageStep, logFile, startedAt: at, completedAt: at});
	return true;
};
