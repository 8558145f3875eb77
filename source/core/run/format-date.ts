const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
const getName = (date: Date, part: Pick<Intl.DateTimeFormatOptions, 'weekday' | 'month'>): string => date.toLocaleDateString('en-US', {...part, timeZone: 'UTC'});
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
	a: date => getName(date, {weekday: 'short'}),
	A: date => getName(date, {weekday: 'long'}),
	b: date => getName(date, {month: 'short'}),
	B: date => getName(date, {month: 'long'}),
	'%': () => '%',
};

/** Formats a time (UTC, as on GitHub's runners) with the directives of Python's `strftime`; an unknown one stays as it is, as in glibc. */
export const formatDate = (at: number, format: string): string => {
	const date = new Date(at);
	return format.replaceAll(/%(?<directive>.)/gu, (text, directive: string) => directives[directive]?.(date) ?? text);
};
