import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import t from 'tap';
import {importDocument, type ImportOptions} from '../../../source/commands/new/import-document.js';
import {buildDocument, changeAt} from '../../support/workflows/build-document.js';
import {createMemoryOutput} from '../../support/memory-output.js';
import {startServer} from '../../support/start-server.js';

const fixture = (name: string): string => fileURLToPath(new URL(`../../support/workflows/${name}.json`, import.meta.url));

const run = async (folder: string, from: string, options: Partial<ImportOptions> = {}) => {
	const stdout = createMemoryOutput();
	const exitCode = await importDocument({
		from,
		answers: {},
		folder,
		branch: 'main',
		shouldReplace: false,
		env: {},
		readFile: async file => readFileSync(file, 'utf8'),
		// Nobody listens there: nothing here may reach GitHub.
		fetchOptions: {apiUrl: 'http://127.0.0.1:47819'},
		stdout,
		...options,
	});
	return {exitCode, written: stdout.read(), read: (file: string): string => readFileSync(join(folder, file), 'utf8')};
};

const document = (changes: Readonly<Record<string, unknown>> = {}): string => JSON.stringify(buildDocument({start: []}, {FunctionLocalFile: {run: 'code/run.py'}, ...changes}));

t.test('a document comes with its functions and gets the user\'s repository and bucket', async t => {
	const folder = t.testdir({from: {'flow.json': document(), code: {'run.py': 'import os\n\ndef run():\n    pass\n'}}, to: {}});
	const {exitCode, written, read} = await run(join(folder, 'to'), join(folder, 'from', 'flow.json'), {answers: {repository: 'me/flows', bucket: 'mine'}});
	t.equal(exitCode, 0);
	t.match(JSON.parse(read('flow.json')), {
		FunctionGitRepo: {run: 'me/flows/main/functions/run.py'}, ComputeServers: {GH: {UserName: 'me', ActionRepoName: 'flows'}}, DataStores: {S3: {Bucket: 'mine'}},
	});
	t.notMatch(read('flow.json'), 'FunctionLocalFile', 'the file lies in functions/ now');
	t.match(read('functions/run.py'), 'def run()');
	t.match(read('.github/workflows/faasr-tui-flow.yml'), 'faasr-tui flow.json --reporter junit', 'an imported document has no expectations yet');
	t.match(read('.env'), /GITHUB_REPOSITORY=me\/flows\n[\s\S]*S3_ACCESSKEY=\nS3_SECRETKEY=\n/);
	t.match(written, /flow\.json is valid: 1 action/);
});

t.test('numbers stay as they are written: 33.0 is a float to Python', async t => {
	const numbers = '{"limit": 33.0, "step": 1E-3, "seed": 12345678901234567890, "list": [1.50, -0.0, 2], "text": "33.0", "mark": "#33.0"}';
	const folder = t.testdir({from: {'flow.json': document().replace('"InvokeNext"', `"Arguments": ${numbers}, "InvokeNext"`)}, to: {}});
	const {exitCode, read} = await run(join(folder, 'to'), join(folder, 'from', 'flow.json'), {answers: {bucket: 'mine'}});
	t.equal(exitCode, 0);
	t.match(read('flow.json').replaceAll(/\s+/g, ' '), '"Arguments": { "limit": 33.0, "step": 1E-3, "seed": 12345678901234567890, "list": [ 1.50, -0.0, 2 ], "text": "33.0", "mark": "#33.0" }');
	t.match(read('flow.json'), '"Bucket": "mine"');
});

t.test('the author\'s names stay when nobody says others', async t => {
	const folder = t.testdir({from: {'flow.json': document()}, to: {}});
	const {written, read} = await run(join(folder, 'to'), join(folder, 'from', 'flow.json'));
	t.match(JSON.parse(read('flow.json')), {FunctionGitRepo: {run: 'example-user/functions'}, FunctionLocalFile: {run: 'code/run.py'}, ComputeServers: {GH: {UserName: 'example-user'}}});
	t.match(written, /The function run was not found: FunctionLocalFile not found: code\/run\.py\./);
});

t.test('an old document is migrated, each change is said, and what nothing can mend is exit code 3', async t => {
	const {exitCode, written, read} = await run(t.testdir(), fixture('builder-v1'), {answers: {name: 'renamed'}});
	t.equal(exitCode, 3);
	t.match(written, /FunctionList is ActionList now[\s\S]*created {4}renamed\.json[\s\S]*renamed\.json is invalid: 3 errors/);
	t.match(JSON.parse(read('renamed.json')), {WorkflowName: 'renamed'});
});

t.test('a terminal is asked what to put in the place of whose names', async t => {
	const folder = t.testdir({from: {'flow.json': document()}, to: {}});
	const asked: string[] = [];
	const replies = ['me/flows', '-'];
	const {read} = await run(join(folder, 'to'), join(folder, 'from', 'flow.json'), {
		async ask(question) {
			asked.push(question);
			return replies.shift() ?? '';
		},
	});
	t.strictSame(asked, ['GitHub repository in place of example-user/flows (- keeps it) [-] ', 'Bucket in place of bucket (- keeps it) [-] ']);
	t.match(JSON.parse(read('flow.json')), {ComputeServers: {GH: {UserName: 'me'}}, DataStores: {S3: {Bucket: 'bucket'}}});
});

t.test('an address on github.com is fetched, its functions too', async t => {
	const requests: string[] = [];
	const {url: apiUrl} = await startServer(t, ({url = '', headers}, response) => {
		requests.push(`${url} ${headers.authorization ?? 'without a token'}`);
		const found = url.includes('flow.json') ? document({FunctionGitRepo: {run: 'them/code/main/run.R'}}) : (url.includes('run.R') ? 'run <- function() 1\n' : undefined);
		response.statusCode = found === undefined ? 404 : 200;
		response.end(found);
	});
	const fetchOptions = {apiUrl, token: 'tok'};
	const folder = t.testdir();
	const {exitCode, read} = await run(folder, 'https://github.com/them/flows/blob/dev/a/flow.json', {fetchOptions});
	t.equal(exitCode, 0);
	t.strictSame(requests, ['/repos/them/flows/contents/a/flow.json?ref=dev token tok', '/repos/them/code/contents/run.R?ref=main token tok']);
	t.match(read('functions/run.R'), 'function()');
	t.match(readdirSync(folder), ['.env', '.github', '.gitignore', 'flow.json', 'functions']);
	await t.rejects(run(t.testdir(), 'github.com/them/flows/blob/main/other.json', {fetchOptions}), {code: 'usage', message: 'The document them/flows/other.json could not be fetched: GitHub answered 404.'});
	await t.rejects(run(t.testdir(), 'https://raw.githubusercontent.com/them/flows/main/flow.json', {fetchOptions: {apiUrl: 'http://127.0.0.1:47819'}}), {code: 'unreachable', message: /GitHub is out of reach \(ECONNREFUSED\)\.$/});
	await t.rejects(run(t.testdir(), 'https://example.com/flow.json'), {code: 'usage', hint: /Copy the address/});
});

t.test('what is no document gets one sentence', async t => {
	const folder = t.testdir({'bad.json': '{"a":}', 'list.json': '[1]', 'empty.json': ''});
	for (const name of ['bad', 'list', 'empty']) {
		await t.rejects(run(folder, join(folder, `${name}.json`)), {code: 'document-invalid'}, name);
	}

	await t.rejects(run(folder, join(folder, 'nowhere.json')), {code: 'usage'});
});

t.test('credentials of a document go nowhere', async t => {
	const folder = t.testdir({from: {'flow.json': JSON.stringify(changeAt(buildDocument(), ['DataStores', 'S3', 'SecretKey'], 'CANARY'))}, to: {}});
	const {written, read} = await run(join(folder, 'to'), join(folder, 'from', 'flow.json'));
	t.notMatch(written + read('flow.json') + read('.env'), 'CANARY');
});
