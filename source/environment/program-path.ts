import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where programs are looked for when nothing else is said. */
const defaultPath = ['/usr/local/bin', '/usr/bin', '/bin'].join(path.delimiter);

/**
The folders in which programs are looked for: `PATH` without its relative entries.

An empty entry or `.` is the current folder, which may be a stranger's.
*/
export const getProgramPath = ({PATH = ''}: Environment): string =>
	PATH.split(path.delimiter).filter(folder => path.isAbsolute(folder)).join(path.delimiter) || defaultPath;
