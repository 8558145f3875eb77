import {type WorkflowFile} from './repository.js';

const parseOverwritten = (overwritten: string | undefined): Record<string, unknown> => {
	try {
		const value: unknown = JSON.parse(overwritten ?? '');
		return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
	} catch {
		return {};
	}
};

/**
The `display_title` of a run: what the `run-name` of our registration yields, `{InvocationID} {action}` with the rank behind it.

Without an InvocationID in OVERWRITTEN it is the name of the workflow, as for a file without `run-name`.
*/
export const getDisplayTitle = (workflow: WorkflowFile, inputs: Readonly<Record<string, string>>): string => {
	const {InvocationID: invocationId, FunctionRank: rank} = parseOverwritten(inputs['OVERWRITTEN']);
	if (typeof invocationId !== 'string' || invocationId === '') {
		return workflow.name;
	}

	const hasRank = typeof rank === 'number' || typeof rank === 'string';
	return `${invocationId} ${workflow.action}${hasRank ? `(${rank})` : ''}`;
};
