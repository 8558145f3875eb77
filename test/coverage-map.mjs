// core, run/monitor and run/runner decide every status: their own tests must reach all of them (`npm run test:coverage` fails below 100 %).
// It is the one command that collects coverage: that takes a sixth of a test's time.
const covered = ['core', 'run/monitor', 'run/runner'];

/** What a test, given by its path from the project's root, has to cover: glob patterns, or null for nothing. */
export default function coverageMap(test) {
	return covered.some(folder => test.startsWith(`test/${folder}/`)) ? covered.map(folder => `source/${folder}/**`) : null;
}
