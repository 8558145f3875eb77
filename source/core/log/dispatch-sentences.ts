/**
What FaaSr's scheduler writes when it has invoked a successor, for each platform (faasr.md 2e).

One has a typo, one no colon, one the workflow's name in front, and one is a Python tuple.
*/
const successSentences: readonly RegExp[] = [
	/^GitHub Action: Successfully invoked: ?(\S+)$/u,
	/^Lambda: Successfully invoked: ?(\S+)$/u,
	/^OpenWhisk: Suc{1,2}es{1,2}fully invoked:? ?(\S+)$/u,
	/^GoogleCloud: Successfully invoked:? ?(\S+)$/u,
	/^SLURM: Successfully submitted job: (\S+) \(Job ID: ([\w-]*)/u,
	/^\('Kubernetes: Successfully submitted jobs: (\S+) \(Job ID: ([\w-]*)/u,
	/^SIMULATED TRIGGER: (\S+?)(?:\.\d+)?$/u,
];

/** What a scheduler line says was invoked. */
export type Invoked = {
	/** The action, bare, without the workflow's name. */
	readonly action: string;
	/** Its platform run, where the platform's sentence has it: SLURM's job id, Kubernetes' job uid. */
	readonly run?: string;
};

/** Reads a scheduler line that says that a successor was invoked; `undefined` for any other line. */
export const parseInvoked = (message: string, workflowName: string): Invoked | undefined => {
	for (const pattern of successSentences) {
		const [, action, run] = pattern.exec(message) ?? [];
		if (action !== undefined) {
			const prefix = `${workflowName}-`;
			return {action: action.startsWith(prefix) ? action.slice(prefix.length) : action, ...(run && {run})};
		}
	}

	return undefined;
};
