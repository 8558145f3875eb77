const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
const getDayOfYear = (date: Date): number => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000);

const directives: Readonly<Record<string, (date: Date) => string>> = {
	Y: date => pad(date.getUTCFullYear(), 4),
	y: date => pad(date.getUTCFullYear() % 100),
	m: date => pad(date.getUTCMonth() + 1),
	d: date => pad(date.getUTCDate()),
	H: date => pad(date.getUTCHours()),
	I: date => pad(((date.getUTCHours() + 11) % 12) + 1),
	p: date => date.getUTCHours() < 12 ? 'AM' : 'PM',
	M: date => pad(date.getUTCMinutes()),
	S: date => pad(date.getUTCSeconds()),
	f: () => '000000',
	j: date => pad(getDayOfYear(date) + 1, 3),
	w: date => String(date.getUTCDay()),
	U: date => pad(Math.floor((getDayOfYear(date) + 7 - date.getUTCDay()) / 7)),
	W: date => pad(Math.floor((getDayOfYear(date) + 7 - ((date.getUTCDay() + 6) % 7)) / 7)),
	a: date => (days[date.getUTCDay()] ?? '').slice(0, 3),
	A: date => days[date.getUTCDay()] ?? '',
	b: date => (months[date.getUTCMonth()] ?? '').slice(0, 3),
	B: date => months[date.getUTCMonth()] ?? '',
	'%': () => '%',
};

/** Python's `strftime` for what `InvocationIDFromDate` may hold; an unknown directive stays as it is, as in glibc. */
export const formatDate = (date: Date, format: string): string =>
	format.replaceAll(/%(?<directive>.)/gu, (text, directive: string) => directives[directive]?.(date) ?? text);

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
