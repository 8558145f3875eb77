import {type Faults} from '../github/faults.js';

/** GitHub's secondary rate limit for one dispatch of each action named: the first that somebody makes. */
export const refuseDispatches = (actions: readonly string[]): {readonly faults: Faults; readonly dispatched: readonly string[]} => {
	const refused = new Set<string>();
	const dispatched: string[] = [];
	return {
		dispatched,
		faults: {
			async answer({path, readJson}) {
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
		},
	};
};
