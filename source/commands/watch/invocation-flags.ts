import {type Options} from 'yargs';

/** Options that name one invocation of a workflow. */
export const invocationFlags = {
	'invocation-id': {type: 'string', default: '@latest', describe: 'InvocationID, or @latest for the newest one'},
	timestamp: {type: 'string', describe: 'InvocationTimestamp, where an id has been used twice or nothing has been written yet'},
} as const satisfies Record<string, Options>;
