import {execFileSync, spawnSync} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import t from 'tap';
import {findPython} from '../../../../source/clouds/local/runtimes/find-python.js';
import {createDocument, startBench} from '../../../support/functions/executor-bench.js';

// Dozens of real processes, on a machine that may be busy with other tests.
t.setTimeout(180_000);

const {executable} = await findPython();
const hasPip = spawnSync(executable, ['-m', 'pip', '--version']).status === 0;

t.test('packages are not installed unless asked for, which is said in the log', async t => {
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

/** A wheel is a zip file: no build tool and no network needed. */
const createWheel = (folder: string): string => {
	const path = join(folder, 'faasr_probe-1.0-py3-none-any.whl');
	execFileSync(executable, ['-c', `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("faasr_probe.py", "answer = 42\\n")
    wheel.writestr("faasr_probe-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: faasr-probe\\nVersion: 1.0\\n")
    wheel.writestr("faasr_probe-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr("faasr_probe-1.0.dist-info/RECORD", "")
`, path]);
	return path;
};

t.test('with installPackages a package is there for the function, in the run\'s own folder', {skip: hasPip ? false : 'pip is not on this machine'}, async t => {
	const wheel = createWheel(t.testdir());
	const bench = await startBench(t, {
		document: createDocument({InvokeNext: []}, {PyPIPackageDownloads: {f: [wheel]}}),
		files: {'f.py': 'import faasr_probe\n\ndef f():\n    faasr_log("%d in %s" % (faasr_probe.answer, faasr_probe.__file__))\n'},
		options: {installPackages: true},
	});
	const {exitCode, runLog} = await bench.run();
	t.equal(exitCode, 0, runLog);
	t.match(await bench.readLog(), new RegExp(`^42 in ${bench.folder}/run-1/packages/faasr_probe\\.py$`, 'mu'));
});

t.test('a package that cannot be installed is found out by the import', {skip: hasPip ? false : 'pip is not on this machine'}, async t => {
	const bench = await startBench(t, {
		document: createDocument({InvokeNext: []}, {PyPIPackageDownloads: {f: ['/no/such/package.whl']}}),
		files: {'f.py': 'import no_such_package_here\n\ndef f():\n    pass\n'},
		options: {installPackages: true},
	});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 1);
	t.match(await bench.readLog(), /cannot find function f/u);
});

t.test('a function that cannot be fetched fails before it starts', async t => {
	const bench = await startBench(t, {document: createDocument({}, {FunctionGitRepo: {f: 'you/flows/main/f.py'}})});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 1);
	t.match(await bench.readLog(), /\[INFO\] \[faasr_start_invoke_helper\.py\] Get file: f\.py\n[\s\S]*\[ERROR\] \[faasr_start_invoke_helper\.py\] Failed to fetch from GitHub: you\/flows\/main\/f\.py -- /u);
	t.equal(await bench.hasDone(), false);
});

t.test('a CRAN package that cannot be installed ends the action, one from GitHub is only named', async t => {
	const rscriptCommand = join(t.testdir(), 'Rscript');
	// Says where its libraries are when asked, and fails to install anything.
	await writeFile(rscriptCommand, '#!/bin/sh\ncase "$*" in *install.packages*) echo "no package $4 for $5"; exit 1;; *) echo /lib;; esac\n', {mode: 0o755});
	const bench = await startBench(t, {
		document: createDocument({Type: 'R'}, {FunctionCRANPackage: {f: 'dplyr'}, FunctionGitHubPackage: {f: ['me/pkg']}}),
		files: {'f.R': 'f <- function() 1\n'},
		options: {installPackages: true, rscriptCommand},
	});
	const {exitCode, runLog} = await bench.run();
	t.equal(exitCode, 1);
	t.match(runLog, new RegExp(`^no package dplyr for ${bench.folder}/run-1/packages$`, 'mu'));
	t.match(await bench.readLog(), /\[INFO\] .*Installing CRAN package: dplyr\n.*\[ERROR\] .*Failed to install dplyr:\nexit code 1\n$/u);
	const github = await startBench(t, {
		document: createDocument({InvokeNext: []}, {FunctionGitHubPackage: {f: ['me/pkg']}}), files: {'f.py': 'def f(): pass'}, options: {installPackages: true},
	});
	await github.run();
	t.match(await github.readLog(), /\[WARNING\] .*GitHub packages are not installed by the local cloud: me\/pkg\n/u);
});
