import path from 'node:path';
import t from 'tap';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {checkLocal} from '../../../source/run/preflight/check-local.js';
import {type Check} from '../../../source/run/preflight/check.js';
import {buildDocument, changeAt} from '../../support/workflows/build-document.js';

const check = async (document: unknown, documentDir: string): Promise<readonly Check[]> => {
	const {workflow} = parseWorkflow(JSON.stringify(document));
	const checks: Check[] = [];
	for await (const one of checkLocal({workflow: workflow!, documentDir})) {
		checks.push(one);
	}

	return checks;
};

const failures = async (document: unknown, documentDir: string): Promise<readonly string[]> =>
	(await check(document, documentDir)).filter(({status}) => status === 'failed').map(({message, hint}) => `${message} ${hint ?? ''}`);

t.test('each package of the document that cannot be loaded has a line, with what installs it', async t => {
	const folder = t.testdir({functions: {'run.py': 'def run(): pass\n'}});
	const document = buildDocument({start: []}, {
		PyPIPackageDownloads: {run: ['no_such_package_q[extra]>=2', 'pip', 'json', 'git+https://github.com/a/b', './here'], other: ['no_such_other']},
	});
	const [line, ...more] = await failures(document, folder);
	t.match(line, /^The Python package no_such_package_q\[extra]>=2 of the function run cannot be loaded on this machine\. Install it: \S+ -m pip install 'no_such_package_q\[extra]>=2'$/);
	t.same(more, []);
});

t.test('a function in a file of another language is not there, and a bucket has a name that can be', async t => {
	const folder = t.testdir({functions: {'run.R': 'run <- function() 1\n'}});
	t.match(await failures(buildDocument(), folder), [/^Function run found, but in no Python file .*run\.py\.$/]);
	const python = path.join(t.testdir({functions: {'run.py': 'def run(): pass\n'}}));
	t.same(await failures(buildDocument(), python), []);
	t.match(await failures(changeAt(buildDocument(), ['DataStores', 'S3', 'Bucket'], 'b'), python), [/^No S3 service accepts "b" as the name of a bucket \(data store S3\)\./]);
});
