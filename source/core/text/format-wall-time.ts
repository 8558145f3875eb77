const pad = (value: number): string => String(value).padStart(2, '0');

/** A moment (ms since the epoch) by the user's wall clock: `14:02:11`. */
export const formatWallTime = (at: number): string => {
	const date = new Date(at);
	return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
};
