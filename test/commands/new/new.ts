import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import t from 'tap';
import {newCommand} from '../../../source/commands/new/new.js';
import {type Answers, type NewOptions} from '../../../source/commands/new/new-options.js';
import {shapeNames, shapes} from '../../../source/commands/new/shapes.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {createMemoryOutput} from '../../support/memory-output.js';

type Test = Pick<typeof t, 'testdir'>;

const run = async (folder: string, answers: Answers, options: Partial<NewOptions> = {}) => {
	const stdout = createMemoryOutput();
	const exitCode = await newCommand({
		answers,
		folder,
		branch: 'main',
		shouldReplace: false,
		env: {},
		stdout,
		...options,
	});
	return {exitCode, written: stdout.read()};
};

const listFiles = (folder: string): readonly string[] =>
	readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(file => statSync(join(folder, file)).isFile()).toSorted((a, b) => a.localeCompare(b));

const read = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');

const git = (t: Test, origin: string): string => t.testdir({'.git': {config: `[remote "origin"]\n\turl = ${origin}\n`}});

t.test('every shape in every language is a document without a warning, and its functions are there', async t => {
	for (const shape of shapeNames) {
		for (const language of ['python', 'r', 'r,plot=python']) {
			const folder = t.testdir();
			await run(folder, {name: 'demo', shape, language, repository: 'me/flows', bucket: 'mine'});
			const {workflow, problems} = parseWorkflow(read(folder, 'demo.json'));
			t.strictSame(problems, [], `${shape} in ${language}`);
			for (const {functionName, type} of workflow?.actions.values() ?? []) {
				t.match(read(folder, `functions/${functionName}.${type === 'R' ? 'R' : 'py'}`), functionName, `${functionName} in ${type}`);
			}

			for (const action of shapes[shape].notInvoked) {
				t.match(read(folder, 'demo.expect.yaml'), `  ${action}: NOT_INVOKED`);
			}
		}
	}
});

t.test('the document names the repository and bucket, .env and the CI job the document', async t => {
	const folder = t.testdir();
	const {exitCode, written} = await run(folder, {name: 'demo', repository: 'https://github.com/me/flows.git', store: 'backblaze', bucket: 'mine'});
	t.equal(exitCode, 0);
	t.strictSame(listFiles(folder), [
		'.env', '.github/workflows/faasr-tui-demo.yml', '.gitignore', 'demo.expect.yaml', 'demo.json', 'functions/find_means.py', 'functions/make_data.py', 'functions/plot.py',
	]);
	t.match(JSON.parse(read(folder, 'demo.json')), {
		FunctionGitRepo: {plot: 'me/flows/main/functions/plot.py'},
		ComputeServers: {My_GitHub_Account: {UserName: 'me', ActionRepoName: 'flows', Branch: 'main'}},
		DataStores: {My_S3_Bucket: {Endpoint: 'https://s3.us-west-004.backblazeb2.com', Bucket: 'mine', Region: 'us-west-004'}},
	});
	t.equal(read(folder, '.env'), 'GITHUB_TOKEN=\nGITHUB_REPOSITORY=me/flows\nTEST_WORKFLOW_FILE=demo.json\nMY_S3_BUCKET_ACCESSKEY=\nMY_S3_BUCKET_SECRETKEY=\n');
	t.equal(statSync(join(folder, '.env')).mode % 0o1000, 0o600);
	t.match(read(folder, '.github/workflows/faasr-tui-demo.yml'), /faasr-tui demo\.json --expect --reporter junit=report\.xml --reporter html=run\.html[\s\S]*MY_S3_BUCKET_SECRETKEY: \${{ secrets\.MY_S3_BUCKET_SECRETKEY }}\n {6}- if/);
	t.match(written, /created {4}demo\.json[\s\S]*faasr-tui demo\.json --local --expect --reporter html=run\.html[\s\S]*register demo\.json --secrets/);
});

t.test('the repository is that of GITHUB_REPOSITORY, then that of git, else a placeholder that validate warns of', async t => {
	const folder = git(t, 'git@github.com:me/flows.git');
	await run(folder, {name: 'one'}, {env: {GITHUB_REPOSITORY: 'them/others'}});
	t.match(read(folder, 'one.json'), 'them/others/main/functions');
	await run(folder, {name: 'two'});
	t.match(read(folder, 'two.json'), 'me/flows/main/functions');
	const bare = t.testdir();
	const {written} = await run(bare, {});
	t.match(parseWorkflow(read(bare, 'my-workflow.json')).problems.map(({code}) => code), ['placeholder', 'placeholder', 'placeholder', 'placeholder', 'placeholder', 'placeholder']);
	t.match(written, 'Put the names of your repository and bucket into my-workflow.json');
});

t.test('nothing of the user\'s is lost: files that are there refuse it, .env and .gitignore get what they lack', async t => {
	const folder = t.testdir({'.env': 'export GITHUB_TOKEN=secret\nOTHER=1', '.gitignore': 'dist\n.env\n', functions: {'plot.py': 'mine'}});
	await t.rejects(run(folder, {name: 'demo'}), {code: 'usage', message: 'functions/plot.py is there already. Nothing was written.', hint: /--force/});
	t.strictSame(listFiles(folder), ['.env', '.gitignore', 'functions/plot.py']);
	const {written} = await run(folder, {name: 'demo'}, {shouldReplace: true});
	t.match(written, /replaced {3}functions\/plot\.py[\s\S]*added to {3}\.env[\s\S]*unchanged {2}\.gitignore/);
	t.equal(read(folder, '.env'), 'export GITHUB_TOKEN=secret\nOTHER=1\nGITHUB_REPOSITORY=\nTEST_WORKFLOW_FILE=demo.json\nMY_S3_BUCKET_ACCESSKEY=\nMY_S3_BUCKET_SECRETKEY=\n');
	t.match((await run(folder, {name: 'demo'})).written, /unchanged {2}demo\.json/, 'the same again changes nothing');
});

t.test('a link out of the folder is not written through', async t => {
	const folder = t.testdir({outside: {}, inside: {functions: t.fixture('symlink', '../outside')}});
	await t.rejects(run(join(folder, 'inside'), {name: 'demo'}), {code: 'usage'});
	t.strictSame(readdirSync(join(folder, 'outside')), []);
});

t.test('what cannot be gets one sentence and what to do', async t => {
	const folder = t.testdir();
	await t.rejects(run(folder, {name: 'my flow_1'}), {code: 'usage', message: /^"my flow_1" cannot be the name of a workflow/, hint: 'Try my-flow-1.'});
	await t.rejects(run(folder, {name: '  '}), {code: 'usage', hint: 'Try my-workflow.'});
	await t.rejects(run(folder, {language: 'cobol'}), {code: 'usage', message: '"cobol" is no language that "new" writes.'});
	await t.rejects(run(folder, {language: 'nobody=r'}), {code: 'usage', message: 'There is no action "nobody" in this shape.', hint: 'It has make-data, find-means, plot.'});
	await t.rejects(run(folder, {shape: 'ranks', language: 'average-part=r'}), {code: 'usage', message: /FaaSr does not tell R functions their rank/});
	await t.rejects(run(folder, {repository: 'flows'}), {code: 'usage', message: '"flows" is not a repository.'});
	await t.rejects(run(join(folder, 'nowhere'), {}), {code: 'usage', message: /is not there\.$/});
	t.strictSame(listFiles(folder), []);
});

t.test('in a terminal it asks for what is not told, and again after an answer that cannot be', async t => {
	const folder = git(t, 'https://github.com/me/flows');
	const replies = ['my_flow', 'tides', 'circle', '2', 'r,plot=python', '', 'minio', 'waves'];
	const asked: string[] = [];
	const {written} = await run(folder, {}, {
		async ask(question) {
			asked.push(question);
			return replies.shift() ?? '';
		},
	});
	t.match(asked, [
		'Name of the workflow [my-workflow] ', 'Name of the workflow [my-workflow] ', 'Shape [chain] ', 'Shape [chain] ',
		/^Language: .* \[python] $/, /^GitHub repository .* \[me\/flows] $/, 'Data store [aws] ', /^Bucket .*\[-] $/,
	]);
	t.match(written, /cannot be the name[\s\S]*"circle" is none of chain, fan-out, decision, ranks\.[\s\S]*Its actions: make-data, find-means, find-extremes, plot\n/);
	t.match(JSON.parse(read(folder, 'tides.json')), {
		ActionList: {'find-extremes': {Type: 'R'}, plot: {Type: 'Python'}}, ComputeServers: {My_GitHub_Account: {UserName: 'me'}}, DataStores: {My_S3_Bucket: {Endpoint: 'https://play.min.io', Bucket: 'waves'}},
	});
	mkdirSync(join(folder, 'other'));
	writeFileSync(join(folder, 'other', 'x'), '');
	const told: string[] = [];
	await run(join(folder, 'other'), {name: 'a', shape: 'chain', language: 'python', repository: 'me/x', endpoint: 'http://127.0.0.1:9', bucket: 'b'}, {
		async ask(question) {
			told.push(question);
			return '';
		},
	});
	t.strictSame(told, [], 'what the command line says is not asked for');
});
