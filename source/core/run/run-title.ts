/** What the title of a platform's run says: whose run it is, of which action, and of which instance. */
export type RunTitle = {
	readonly invocationId: string;
	readonly action: string;
	readonly rank?: number | string | undefined;
};

/** The title our registration gives to a run: `{InvocationID} {action}`, or `{InvocationID} {action}({rank})` for an instance. */
export const renderRunTitle = ({invocationId, action, rank}: RunTitle): string =>
	`${invocationId} ${action}${rank === undefined ? '' : `(${rank})`}`;
