import {type RunState} from './run-state.js';

/** An action that a log says was invoked and that the document does not have, with who invoked it. */
export type Stranger = {readonly action: string; readonly by: string};

/** Finds what a run invoked that its document does not have: the document has changed since, or is another one's. */
export const findStrangers = ({workflow, nodes}: Pick<RunState, 'workflow' | 'nodes'>): readonly Stranger[] => {
	const strangers = new Map<string, Stranger>();
	for (const {id, log} of nodes.values()) {
		for (const action of Object.keys(log?.invoked ?? {})) {
			if (!workflow.actions.has(action) && !strangers.has(action)) {
				strangers.set(action, {action, by: id});
			}
		}
	}

	return [...strangers.values()];
};

/** Says that a verdict is not the whole run's, one sentence; nothing where the document describes the run. */
export const describeStrangers = (state: Pick<RunState, 'workflow' | 'nodes'>): string | undefined => {
	const strangers = findStrangers(state);
	return strangers.length === 0
		? undefined
		: `The document does not describe this run: ${strangers.map(({action, by}) => `${by} invoked ${action}`).join(', ')}, which it does not have and nobody watched.`;
};
