import {type WorkflowRun} from './workflow-run.js';

/** A run as a line of the journal has it: the repository by its name, log files by their place below the journal's folder. */
export type JournalLine = Omit<WorkflowRun, 'repository'> & {readonly repository: string};

type Shape = Readonly<Record<string, 'number' | 'string' | 'object'>>;

const runShape: Shape = {
	id: 'number', repository: 'string', workflow: 'object', runNumber: 'number', headBranch: 'string', headSha: 'string',
	displayTitle: 'string', inputs: 'object', createdAt: 'number', updatedAt: 'number', attempts: 'object',
};

const workflowShape: Shape = {
	id: 'number', name: 'string', path: 'string', action: 'string',
};

const attemptShape: Shape = {
	number: 'number', jobId: 'number', status: 'string', triggeredAt: 'number',
};

const optionalAttemptShape: Shape = {
	conclusion: 'string', startedAt: 'number', completedAt: 'number', failedStep: 'string', logFile: 'string',
};

const hasShape = (value: unknown, shape: Shape, optional: Shape = {}): boolean => {
	if (typeof value !== 'object' || value === null) {
		return false;
	}

	const members = value as Readonly<Record<string, unknown>>;
	return Object.entries(shape).every(([name, type]) => typeof members[name] === type && members[name] !== null)
		&& Object.entries(optional).every(([name, type]) => members[name] === undefined || typeof members[name] === type);
};

const isJournalLine = (value: unknown): value is JournalLine => {
	if (!hasShape(value, runShape)) {
		return false;
	}

	const {workflow, attempts} = value as JournalLine;
	return hasShape(workflow, workflowShape) && Array.isArray(attempts) && attempts.length > 0 && attempts.every(attempt => hasShape(attempt, attemptShape, optionalAttemptShape));
};

/** Reads a line of the journal; `undefined` for what is none, such as the piece that a killed process left. */
export const parseJournalLine = (text: string): JournalLine | undefined => {
	try {
		const value: unknown = JSON.parse(text);
		return isJournalLine(value) ? value : undefined;
	} catch {
		return undefined;
	}
};
