// Copies what the compiler does not: the files that the local cloud hands to Python and R.
import fs from 'node:fs';

for (const language of ['python', 'r']) {
	const from = new URL(`../clouds/local/runtimes/${language}/`, import.meta.url);
	const to = new URL(`../../dist/clouds/local/runtimes/${language}/`, import.meta.url);
	if (fs.existsSync(from)) {
		fs.cpSync(from, to, {recursive: true, filter: file => !file.includes('__pycache__') && !file.endsWith('.ts')});
	}
}
