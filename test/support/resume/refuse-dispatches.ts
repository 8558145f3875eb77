import {type Trouble} from '../../../source/clouds/local/actions-api/trouble.js';

/** GitHub's secondary rate limit for one dispatch of each action named: the first that somebody makes. */
export const refuseDispatches = (actions: readonly string[]): {readonly trouble: Trouble; readonly dispatched: readonly string[]} => {
	const refused = new Set<string>();
	const dispatched: string[] = [];
	return {
		dispatched,
		async trouble({path, readJson}) {
			if (!path.endsWith('/dispatches')) {
				return undefined;
			}

			const {inputs} = await readJson() as {readonly inputs: {readonly OVERWRITTEN: string}};
			const {FunctionInvoke: action} = JSON.parse(inputs.OVERWRITTEN) as {readonly FunctionInvoke: string};
			if (actions.includes(action) && !refused.has(action)) {
				refused.add(action);
				return {status: 403, json: {message: 'You have exceeded a secondary rate limit'}};
			}

			dispatched.push(action);
			return undefined;
		},
	};
};
