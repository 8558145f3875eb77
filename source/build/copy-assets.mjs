// Copies what the compiler does not: the files that the local cloud hands to Python and R, and the functions that `new` writes.
import fs from 'node:fs';

for (const [from, to] of [
	['clouds/local/runtimes/python', 'clouds/local/runtimes/python'],
	['clouds/local/runtimes/r', 'clouds/local/runtimes/r'],
	['commands/new/functions', 'new/functions'],
]) {
	const source = new URL(`../${from}/`, import.meta.url);
	if (fs.existsSync(source)) {
		fs.cpSync(source, new URL(`../../dist/${to}/`, import.meta.url), {recursive: true, filter: file => !file.includes('__pycache__') && !file.endsWith('.ts')});
	}
}
