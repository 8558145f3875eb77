import {renderRunTitle} from '../../../core/run/run-title.js';
import {ApiError} from './api-error.js';
import {type WorkflowFile} from './repository.js';
import {fillExpressions} from './workflow-yaml/evaluate-expression.js';

type Inputs = Readonly<Record<string, string>>;

const parseOverwritten = (overwritten: string | undefined): Record<string, unknown> => {
	try {
		const value: unknown = JSON.parse(overwritten ?? '');
		return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
	} catch {
		return {};
	}
};

/** The action that the inputs name; a committed file does not say which one it runs. */
export const getAction = (workflow: WorkflowFile, inputs: Inputs): string => {
	const {FunctionInvoke: action} = parseOverwritten(inputs['OVERWRITTEN']);
	return workflow.action === '' && typeof action === 'string' ? action : workflow.action;
};

/** Fills the `run-name` of a committed workflow file. One that cannot be filled is refused here at once; GitHub lets the run fail before its first job. */
export const fillRunName = (runName: string, inputs: Inputs): string => {
	try {
		return fillExpressions(runName, {inputs, github: {event: {inputs}}});
	} catch (error) {
		throw new ApiError(422, `Invalid workflow file: run-name: ${String(error)}`);
	}
};

/**
The `display_title` of a run of a file that is not written out: what the `run-name` of our registration yields.

Without an InvocationID in OVERWRITTEN it is the name of the workflow, as for a file without `run-name`.
*/
export const getDisplayTitle = (workflow: WorkflowFile, inputs: Inputs): string => {
	const {InvocationID: invocationId, FunctionRank: rank} = parseOverwritten(inputs['OVERWRITTEN']);
	if (typeof invocationId !== 'string' || invocationId === '') {
		return workflow.name;
	}

	return renderRunTitle({
		invocationId, action: workflow.action, ...((typeof rank === 'number' || typeof rank === 'string') && {rank}),
	});
};
