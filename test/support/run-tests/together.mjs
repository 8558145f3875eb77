/*
Runs compiled test files one after the other in this process: `node together.mjs FILE...`.

The names of `t.testdir()` go by the first of them. What a test starts inherits no coverage.
*/
import process from 'node:process';
import {setTimeout} from 'node:timers/promises';
import {pathToFileURL} from 'node:url';

const files = process.argv.splice(2);
process.argv[1] = files[0];
delete process.env.NODE_V8_COVERAGE;

const {default: t} = await import('tap');

/** A file is loaded within a test, for tap ends the process once it has nothing to do; that test ends with the first one of the file, which may wait for it. */
const load = async file => {
	let loading;
	await t.test(file, async () => {
		loading = import(pathToFileURL(file).href);
		let progress = 'loading';
		while (progress === 'loading' && t.queue.length === 0) {
			progress = await Promise.race([loading, setTimeout(1, 'loading')]);
		}
	});
	await loading;
};

// Each begins when all tests of the one before have ended: tap runs them in turn.
for (const file of files) {
	t.comment(file);
	await load(file);
}
