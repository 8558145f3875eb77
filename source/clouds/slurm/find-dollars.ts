import {type WorkflowDocument} from '../../core/workflow/document.js';

const runsOnSlurm = ({ActionList, ComputeServers}: WorkflowDocument, action: string): boolean =>
	ComputeServers[ActionList[action]?.FaaSServer ?? '']?.FaaSType === 'SLURM';

/**
Names of the secrets with a `$` that FaaSr would pass on to an action on SLURM, whose script spoils it: the action then fails without
a word (platforms.md 5b). The entry action is submitted by faasr-tui, unspoiled.
*/
export const findDollars = (document: WorkflowDocument, secrets: Readonly<Record<string, string>>): readonly string[] => {
	const isSubmittedByFaasr = Object.keys(document.ActionList).some(action => action !== document.FunctionInvoke && runsOnSlurm(document, action));
	return isSubmittedByFaasr ? Object.entries(secrets).filter(([, value]) => value.includes('$')).map(([name]) => name) : [];
};
