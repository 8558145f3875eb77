const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
const getDayOfYear = (date: Date): number => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000);

const directives: Readonly<Record<string, (date: Date) => string>> = {
	Y: date => pad(date.getUTCFullYear(), 4),
	y: date => pad(date.getUTCFullYear() % 100),
	m: date => pad(date.getUTCMonth() + 1),
	d: date => pad(date.getUTCDate()),
	e: date => String(date.getUTCDate()).padStart(2),
	H: date => pad(date.getUTCHours()),
	I: date => pad(((date.getUTCHours() + 11) % 12) + 1),
	p: date => date.getUTCHours() < 12 ? 'AM' : 'PM',
	M: date => pad(date.getUTCMinutes()),
	S: date => pad(date.getUTCSeconds()),
	f: () => '000000',
	j: date => pad(getDayOfYear(date) + 1, 3),
	w: date => String(date.getUTCDay()),
	u: date => String(date.getUTCDay() || 7),
	U: date => pad(Math.floor((getDayOfYear(date) + 7 - date.getUTCDay()) / 7)),
	W: date => pad(Math.floor((getDayOfYear(date) + 7 - ((date.getUTCDay() + 6) % 7)) / 7)),
	a: date => (days[date.getUTCDay()] ?? '').slice(0, 3),
	A: date => days[date.getUTCDay()] ?? '',
	b: date => (months[date.getUTCMonth()] ?? '').slice(0, 3),
	B: date => months[date.getUTCMonth()] ?? '',
	'%': () => '%',
};

/** Formats a time (UTC, as on GitHub's runners) with the directives of Python's `strftime`; an unknown one stays as it is, as in glibc. */
export const formatDate = (at: number, format: string): string => {
	const date = new Date(at);
	return format.replaceAll(/%(?<directive>.)/gu, (text, directive: string) => directives[directive]?.(date) ?? text);
};
