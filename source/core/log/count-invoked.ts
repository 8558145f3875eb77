import {type LogFacts} from './log-facts.js';

/** How often a log says that an action was invoked. Actions may have the names of what every object inherits. */
export const countInvoked = (invoked: LogFacts['invoked'], action: string): number =>
	Object.hasOwn(invoked, action) ? Number(invoked[action]) : 0;
