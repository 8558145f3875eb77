import {type Options} from 'yargs';

/** Options that name one invocation of a workflow. */
export const invocationFlags = {
	'invocation-id': {type: 'string', default: '@latest', describe: 'InvocationID, or @latest for the newest one'},
	timestamp: {type: 'string', describe: 'InvocationTimestamp, if the id is ambiguous or the run has not written anything yet'},
} as const satisfies Record<string, Options>;
