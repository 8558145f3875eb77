import fs from 'node:fs';
import path from 'node:path';
import {projectFolder} from './compile.mjs';

/** No tests of `npm test`: what they use, and what takes too long or measures. */
const otherFolders = /^test\/(?:support|bench|soak|faults\/proxy)\//;

/** How many files share a process at most: enough that starting it is nothing, few enough to keep all cores busy to the end. */
const mostFiles = 15;

const isTest = file => /\.tsx?$/.test(file) && !otherFolders.test(file);

/** All tests below these files and folders, given from the project's folder. */
export const findTests = wanted => [...new Set(wanted.flatMap(name => {
	const place = path.join(projectFolder, name);
	return fs.statSync(place).isDirectory()
		? fs.readdirSync(place, {recursive: true}).map(file => path.join(name, file).replaceAll('\\', '/')).filter(file => isTest(file)).sort()
		: [name];
}))];

/** A file that sets up the root test counts on having the process for itself: its timeout is for real processes and clocks, and with a teardown tap ends the root test as soon as nothing is left to run. */
const isAlone = file => /^(?:t\.(?!test\()|.*\buseWorkflow\(t,)/m.test(fs.readFileSync(path.join(projectFolder, file), 'utf8'));

/** The folder of source/ that a test is about: two names deep, as in `core/run`. */
const getFolder = file => path.dirname(file).split('/').slice(1, 3).join('/');

const cut = files => Array.from({length: Math.ceil(files.length / mostFiles)}, (_, index) => files.slice(index * mostFiles, (index + 1) * mostFiles));

/** Which tests run in the same process: a start takes longer than most of them. Those that wait come first, so that they wait beside others. */
export const shareProcesses = tests => {
	const alone = tests.filter(file => isAlone(file));
	const byFolder = new Map();
	for (const file of tests) {
		if (!alone.includes(file)) {
			byFolder.set(getFolder(file), [...byFolder.get(getFolder(file)) ?? [], file]);
		}
	}

	return [...alone.map(file => [file]), ...[...byFolder.values()].flatMap(files => cut(files))];
};
