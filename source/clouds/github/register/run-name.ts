import {renderRunTitle} from '../../../core/run/run-title.js';

const overwritten = 'fromJSON(inputs.OVERWRITTEN)';

/**
The `run-name` of an action's workflow file: whose run it is, so that the runs of an invocation can be told from all others.

FaaSr's own INVOKE sends only FunctionInvoke: without an InvocationID the title is the workflow's name, as it would be without a `run-name`. An input that is no JSON object must not break the run before it starts. Never more of OVERWRITTEN than these two fields: it can carry secrets.
*/
export const renderRunName = (workflowName: string, action: string): string => {
	const id = `${overwritten}.InvocationID`;
	const rank = `${overwritten}.FunctionRank`;
	const plain = `format('${renderRunTitle({invocationId: '{0}', action})}', ${id})`;
	const ranked = `format('${renderRunTitle({invocationId: '{0}', action, rank: '{1}'})}', ${id}, ${rank})`;
	return `\${{ startsWith(inputs.OVERWRITTEN, '{') && ${id} && (${rank} && ${ranked} || ${plain}) || '${workflowName}-${action}' }}`;
};
