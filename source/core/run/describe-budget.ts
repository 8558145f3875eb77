import {type RunState} from './run-state.js';

/** Below this part of the limit the budget is low: what is left is shared with the functions, whose dispatches count, too. */
const lowShare = 0.1;

/** The platform's limit on requests, for people. */
export type DescribedBudget = {
	readonly isLow: boolean;
	/** `412 of 5000 requests left until 12:40 UTC`. */
	readonly text: string;
};

/** What is left of the platform's limit; `undefined` where requests are not counted. */
export const describeBudget = ({platformBudget}: Pick<RunState, 'platformBudget'>): DescribedBudget | undefined => {
	if (platformBudget === undefined) {
		return undefined;
	}

	const {remaining, limit, resetAt} = platformBudget;
	return {
		isLow: remaining < limit * lowShare,
		text: `${remaining} of ${limit} requests left until ${new Date(resetAt).toISOString().slice(11, 16)} UTC`,
	};
};
