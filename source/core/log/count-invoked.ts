import {type LogFacts} from './log-facts.js';

/** How often a log says that an action was invoked. Actions may have the names of what every object inherits. */
export const countInvoked = (invoked: LogFacts['invoked'], action: string): number =>
	Object.hasOwn(invoked, action) ? Number(invoked[action]) : 0;

/** The platform runs that a log names for an action that it invoked, in the order of the dispatches. */
export const getInvokedRuns = ({invokedRuns = {}}: Pick<LogFacts, 'invokedRuns'>, action: string): readonly string[] =>
	Object.hasOwn(invokedRuns, action) ? invokedRuns[action]! : [];
