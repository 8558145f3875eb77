import {renderRunTitle} from '../../../core/run/run-title.js';
import {type Inputs} from './dispatch-inputs.js';
import {type WorkflowFile} from './repository.js';

/** The fields that FaaSr passes on in the input OVERWRITTEN; none where it cannot be read. */
export const parseOverwritten = (overwritten: string | undefined): Readonly<Record<string, unknown>> => {
	try {
		const value: unknown = JSON.parse(overwritten ?? '');
		return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
	} catch {
		return {};
	}
};

/**
The `display_title` of a run: what the `run-name` of our registration yields.

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
