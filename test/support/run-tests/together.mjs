/*
Runs compiled test files one after the other in this process: `node together.mjs FILE...`.

Reports of coverage and the names of `t.testdir()` go by the first of them. What a test starts inherits no coverage.
*/
import process from 'node:process';
import {pathToFileURL} from 'node:url';

const files = process.argv.splice(2);
process.argv[1] = files[0];
delete process.env.NODE_V8_COVERAGE;

const {default: t} = await import('tap');
for (const file of files) {
	t.comment(file);
	await import(pathToFileURL(file).href);
	if (files.length > 1) {
		await t.test('the next file begins when all tests of this one have ended', async () => {});
	}
}
