import {formatDate as formatTime} from '../../../core/run/format-date.js';

/** Python's `strftime` for what `InvocationIDFromDate` may hold. */
export const formatDate = (date: Date, format: string): string => formatTime(date.getTime(), format);

/** `%Y-%m-%dT%H-%M-%S`, in UTC as in GitHub's containers. */
export const formatTimestamp = (at: number): string => formatDate(new Date(at), '%Y-%m-%dT%H-%M-%S');

/** Reads an InvocationTimestamp in FaaSr's own format; any other is FaaSr's ValueError, here `undefined`. */
export const parseTimestamp = (text: string): Date | undefined => {
	const match = /^(\d{4})-(\d{1,2})-(\d{1,2})T(\d{1,2})-(\d{1,2})-(\d{1,2})$/u.exec(text);
	if (match === null) {
		return undefined;
	}

	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
	const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 62 ? date : undefined;
};
