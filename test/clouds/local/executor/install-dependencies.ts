import t from 'tap';
import {createDocument, startBench} from '../../../support/functions/executor-bench.js';

// Dozens of real processes, on a machine that may be busy with other tests.
t.setTimeout(180_000);

t.test('packages are not installed, which is said in the log', async t => {
	const bench = await startBench(t, {
		document: createDocument({InvokeNext: []}, {PyPIPackageDownloads: {f: ['numpy', 'pandas']}, FunctionCRANPackage: {f: ['dplyr']}}),
		files: {'f.py': 'def f():\n    pass\n'},
	});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 0);
	const log = await bench.readLog() ?? '';
	t.match(log, /\[WARNING\] \[faasr_start_invoke_helper\.py\] PyPI packages are not installed by the local cloud; the function finds those of this machine: numpy, pandas\n/u);
	t.notMatch(log, /dplyr/u, 'packages of another language are none of its business');
});

t.test('a function that cannot be fetched fails before it starts', async t => {
	const bench = await startBench(t, {document: createDocument({}, {FunctionGitRepo: {f: 'you/flows/main/f.py'}})});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 1);
	t.match(await bench.readLog(), /\[INFO\] \[faasr_start_invoke_helper\.py\] Get file: f\.py\n[\s\S]*\[ERROR\] \[faasr_start_invoke_helper\.py\] Failed to fetch from GitHub: you\/flows\/main\/f\.py -- /u);
	t.equal(await bench.hasDone(), false);
});

t.test('packages from GitHub are named for every language', async t => {
	const bench = await startBench(t, {
		document: createDocument({InvokeNext: []}, {FunctionGitHubPackage: {f: ['me/pkg']}}), files: {'f.py': 'def f(): pass'},
	});
	await bench.run();
	t.match(await bench.readLog(), /\[WARNING\] .*GitHub packages are not installed by the local cloud; the function finds those of this machine: me\/pkg\n/u);
});
