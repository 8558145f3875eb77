import fs from 'node:fs';
import path from 'node:path';
import {Report} from 'c8';
import {compiledFolder, nameCompiled, projectFolder} from './compile.mjs';

const coverageFolder = path.join(projectFolder, '.tap/coverage');

/**
Percent of the lines of each folder of source/ that tests have to reach.

What decides every status stands at 100: that much of its statements, branches and functions, too, by the tests of these folders alone.
*/
const floors = JSON.parse(fs.readFileSync(new URL('../../coverage-floor.json', import.meta.url), 'utf8'));

const isIn = folder => file => file.startsWith(`${folder}/`);
const isStrict = file => Object.entries(floors).some(([folder, floor]) => floor === 100 && file.startsWith(`${folder}/`));

/** Where a process of these tests leaves what it reached. */
export const getCoverageFolder = files => path.join(coverageFolder, isStrict(path.relative('test', files[0])) ? 'strict' : 'other');

export const removeCoverage = () => {
	fs.rmSync(coverageFolder, {recursive: true, force: true});
};

/** Every file of source/ that has code, with its summary in istanbul's words; `undefined` where no test has loaded it. */
const readCoverage = async folders => {
	const tempDirectory = path.join(coverageFolder, 'all');
	fs.rmSync(tempDirectory, {recursive: true, force: true});
	fs.mkdirSync(tempDirectory, {recursive: true});
	for (const folder of folders.map(name => path.join(coverageFolder, name)).filter(folder => fs.existsSync(folder))) {
		for (const name of fs.readdirSync(folder)) {
			fs.linkSync(path.join(folder, name), path.join(tempDirectory, name));
		}
	}

	const map = await new Report({tempDirectory, include: ['.tap/compiled/source/**'], exclude: [], reporter: [], resolve: ''}).getCoverageMapFromAllCoverageFiles();
	const source = path.join(projectFolder, 'source');
	const files = fs.readdirSync(source, {recursive: true}).filter(file => /\.tsx?$/.test(file));
	const isCode = file => !/^\s*(?:\/\/#|$)/.test(fs.readFileSync(path.join(compiledFolder, 'source', nameCompiled(file)), 'utf8'));
	return files.filter(file => isCode(file)).map(file => {
		const absolute = path.join(source, file);
		return {file: file.replaceAll('\\', '/'), coverage: map.files().includes(absolute) ? map.fileCoverageFor(absolute) : undefined};
	});
};

/** What of a file is not reached: lines, or where there are none the lines of functions and branches. */
const describeHoles = ({file, coverage}) => {
	if (coverage === undefined) {
		return [`source/${file}: loaded by no test`];
	}

	const {fnMap, f, branchMap, b} = coverage;
	const lines = coverage.getUncoveredLines();
	const parts = [
		...Object.keys(fnMap).filter(key => f[key] === 0).map(key => fnMap[key].loc.start.line),
		...Object.keys(branchMap).filter(key => b[key].includes(0)).map(key => branchMap[key].loc.start.line),
	];
	const places = lines.length > 0 ? lines : parts;
	return places.length === 0 ? [] : [`source/${file}: not all of line ${places.join(', ')} is reached by the tests of its folder`];
};

const getPercent = files => {
	const counts = files.map(({file, coverage}) => coverage?.toSummary().lines ?? {covered: 0, total: fs.readFileSync(path.join(projectFolder, 'source', file), 'utf8').split('\n').length});
	const sum = key => counts.reduce((total, count) => total + count[key], 0);
	return Math.floor(sum('covered') / sum('total') * 1000) / 10;
};

/** What is not reached as it should be, a line each. After a run of some tests only, that is what stands at 100 and had its tests run. */
export const checkCoverage = async (tests, isWhole) => {
	const wasRun = folder => tests.some(test => test.startsWith(`test/${folder}/`));
	const strict = Object.keys(floors).filter(folder => floors[folder] === 100 && wasRun(folder));
	const own = await readCoverage(['strict']);
	const holes = own.filter(({file}) => strict.some(folder => isIn(folder)(file))).flatMap(one => describeHoles(one));
	if (!isWhole) {
		return holes;
	}

	const all = await readCoverage(['strict', 'other']);
	return [...holes, ...Object.entries(floors).flatMap(([folder, floor]) => {
		const percent = getPercent(all.filter(({file}) => isIn(folder)(file)));
		return percent >= floor ? [] : [`source/${folder}: ${percent} % of its lines are reached, at least ${floor} % have to be (test/coverage-floor.json)`];
	})];
};
