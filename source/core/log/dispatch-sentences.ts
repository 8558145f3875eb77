/**
What FaaSr's scheduler writes when it has invoked a successor, for each platform (faasr.md 2e).

One has a typo, one no colon, one the workflow's name in front, and one is a Python tuple.
*/
const successSentences: readonly RegExp[] = [
	/^GitHub Action: Successfully invoked: ?(\S+)$/u,
	/^Lambda: Successfully invoked: ?(\S+)$/u,
	/^OpenWhisk: Suc{1,2}es{1,2}fully invoked:? ?(\S+)$/u,
	/^GoogleCloud: Successfully invoked:? ?(\S+)$/u,
	/^SLURM: Successfully submitted job: (\S+) \(Job ID: /u,
	/^\('Kubernetes: Successfully submitted jobs: (\S+) \(Job ID: /u,
	/^SIMULATED TRIGGER: (\S+?)(?:\.\d+)?$/u,
];

/** The action a scheduler line says was invoked, bare, without the workflow's name; `undefined` for any other line. */
export const parseInvokedAction = (message: string, workflowName: string): string | undefined => {
	for (const pattern of successSentences) {
		const action = pattern.exec(message)?.[1];
		if (action !== undefined) {
			const prefix = `${workflowName}-`;
			return action.startsWith(prefix) ? action.slice(prefix.length) : action;
		}
	}

	return undefined;
};
