const shape = /^(\d{4})-(\d{2})-(\d{2})[T_](\d{2})-(\d{2})-(\d{2})$/u;

/**
The time an InvocationTimestamp names (ms since the epoch, read as UTC, which GitHub's runners use), or `undefined` for another text.

FaaSr writes a `T` between date and time; its workflow test scripts send `_`.
*/
export const parseTimestamp = (timestamp: string): number | undefined => {
	const [, year, month, day, hour, minute, second] = shape.exec(timestamp) ?? [];
	const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	return Number.isNaN(at) ? undefined : at;
};
