/*
Bundles the program when it is missing or older than its sources, and says so in one line. The types are not checked: that is
`npm run build`, which the library needs, too.
*/
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const projectFolder = fileURLToPath(new URL('../../', import.meta.url));
const program = path.join(projectFolder, 'dist/bin/faasr-tui.js');

const getTime = file => fs.statSync(file).mtimeMs;

const getNewest = folder => Math.max(...fs.readdirSync(folder, {recursive: true}).map(name => getTime(path.join(folder, name))));

const isBuilt = () => {
	const builtAt = fs.existsSync(program) ? getTime(program) : Number.NEGATIVE_INFINITY;
	return builtAt > Math.max(getNewest(path.join(projectFolder, 'source')), getTime(path.join(projectFolder, 'package.json')));
};

if (!isBuilt()) {
	process.stderr.write('Building faasr-tui (a few seconds, only when a source is newer than the build) ...\n');
	await import('./copy-assets.mjs');
	await import('./bundle.mjs');
}
