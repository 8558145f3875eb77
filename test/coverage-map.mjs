// core, monitor and runner decide every status: their own tests must reach all of them (`npm run test:coverage` fails below 100 %).
// Every other test runs without coverage, whose collection takes a good part of a test's time.
const covered = ['core', 'monitor', 'runner'];

/** What a test, given by its path from the project's root, has to cover: glob patterns, or null for nothing. */
export default function coverageMap(test) {
	return covered.some(folder => test.startsWith(`test/${folder}/`)) ? covered.map(folder => `source/${folder}/**`) : null;
}
