import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {runBin} from '../../support/cli/run-bin.js';
import {writeSlowWorkflow} from '../../support/cli/slow-workflow.js';

// Real processes on a machine that may be busy.
t.setTimeout(180_000);

type Mistake = {readonly code: string; readonly what: string; readonly place: string; readonly inside?: string; readonly hint?: string};

const mistakes: Readonly<Record<string, Mistake>> = {
	'a syntax error': {
		code: 'def slow()\n    pass\n', what: 'SyntaxError: expected \':\'', place: 'functions/slow.py:1',
	},
	'a missing package': {
		code: 'import os\nimport package_not_there\n\n\ndef slow():\n    pass\n', what: 'ModuleNotFoundError: No module named \'package_not_there\'', place: 'functions/slow.py:2',
		hint: 'Add "package_not_there" to PyPIPackageDownloads of "slow" in the document; on this machine, install it with: python3 -m pip install package_not_there',
	},
	'a missing object': {
		code: 'def slow():\n    faasr_get_file(local_file="n.csv", remote_folder="in", remote_file="n.csv")\n', what: 'S3 object not found: s3://your-bucket/in/n.csv', place: 'functions/slow.py:2', inside: 'slow',
		hint: 'Check the name and the folder, and whether an earlier function has written it.',
	},
	'a bad return value': {
		code: 'def slow():\n    return 5\n', what: 'slow() returned 5 (int), which FaaSr does not accept', place: 'functions/slow.py:1', inside: 'slow',
		hint: 'Return True, False or nothing; write other results to the data store with faasr_put_file.',
	},
	'a KeyError': {
		code: 'def load(rank):\n    return {}[rank]\n\n\ndef slow():\n    load(13)\n', what: 'KeyError: 13', place: 'functions/slow.py:2', inside: 'load',
	},
};

const escapeXml = (text: string): string => text.replaceAll('"', '&quot;');

for (const [name, {code, what, place, inside, hint}] of Object.entries(mistakes)) {
	t.test(`${name} shows its cause, its line and what to do in the lines, the JUnit report and the annotation`, async t => {
		const folder = t.testdir({});
		const [file = '', ...flags] = writeSlowWorkflow(folder);
		fs.writeFileSync(path.join(folder, 'functions/slow.py'), code);
		const report = path.join(folder, 'junit.xml');
		const annotations = path.join(folder, 'github.txt');
		const run = await runBin([file, ...flags, '--ci', '--reporter', 'lines', '--reporter', `junit=${report}`, '--reporter', `github=${annotations}`], {env: {GITHUB_ACTIONS: 'true'}});
		const sentence = `${what} at ${place}${inside === undefined ? '' : ` in ${inside}()`}`;
		t.equal(run.code, 1, run.stderr);
		t.match(run.stdout, `(function-error): ${sentence}\n`);
		t.match(run.stdout, `\n--- slow FAILED (function-error): ${sentence}\n${hint === undefined ? '' : `    ${hint}\n`}`);
		t.equal(run.stdout.split(hint ?? '\n--- slow').length, 2, 'what to do is said once');

		const xml = fs.readFileSync(report, 'utf8');
		t.match(xml, `<failure message="${escapeXml(sentence)}" type="function-error">FAILED (function-error): ${sentence}\n${hint === undefined ? '' : `${escapeXml(hint)}\n`}`);
		const [filePath, line] = place.split(':');
		const text = fs.readFileSync(annotations, 'utf8');
		t.match(text, `::error file=${filePath},line=${line},title=slow FAILED (function-error)::${sentence}${hint === undefined ? '' : `%0A${hint}`}\n`);
	});
}
