import {
	mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import t from 'tap';
import {newCommand} from '../../../source/commands/new/new.js';
import {startScriptedServer} from '../../support/github-actions/start-scripted-server.js';
import {runRegister, type RunOptions} from '../../support/register/run-register.js';
import {createDocument, emptyRepository, secondRepository, startGithub} from '../../support/register/start-github.js';

const origin = '[remote "origin"]\n\turl = https://github.com/Example-User/flows.git\n';

type Tree = {readonly [name: string]: string | Tree};

const write = (folder: string, tree: Tree): void => {
	for (const [name, content] of Object.entries(tree)) {
		if (typeof content === 'string') {
			writeFileSync(join(folder, name), content);
		} else {
			mkdirSync(join(folder, name));
			write(join(folder, name), content);
		}
	}
};

/** A folder that no checkout surrounds, as those of `t.testdir` are. */
const makeFolder = (t: {readonly teardown: (remove: () => void) => void}, tree: Tree = {}): string => {
	const folder = mkdtempSync(join(tmpdir(), 'faasr-tui-publish-'));
	t.teardown(() => {
		rmSync(folder, {recursive: true});
	});
	write(folder, tree);
	return folder;
};

type Github = Awaited<ReturnType<typeof startGithub>>;

const publish = async (github: Github, folder: string, options: RunOptions & {readonly file?: string} = {}) => {
	const path = join(folder, options.file ?? 'main.json');
	return runRegister(github.api.apiUrl, {path, text: readFileSync(path, 'utf8'), hasSources: true, ...options});
};

/** The lines of the plan, without those of the workflow files, images and secrets. */
const getPlan = (written: string): readonly string[] => written.split('\n')
	.filter(line => /^ {2}(?:create|update|unchanged|⚠)/u.test(line) && !line.includes('.github/workflows') && !line.includes('image'));

const readAll = async ({octokit, place}: Github, ref = 'main'): Promise<readonly string[]> => {
	const {data} = await octokit.rest.git.getTree({...place, tree_sha: ref, recursive: '1'});
	return data.tree.map(({path}) => path).filter(path => !path.startsWith('.github/')).toSorted((a, b) => a.localeCompare(b));
};

/** A document of the two functions `start` and `sum`, which are in these places. */
const createSources = (repositories: Readonly<Record<string, unknown>>, changes: Readonly<Record<string, unknown>> = {}): string => {
	const document = JSON.parse(createDocument(changes)) as {ActionList: Record<string, {FunctionName: string}>};
	for (const [action, definition] of Object.entries(document.ActionList)) {
		definition.FunctionName = action;
	}

	const elsewhere = Object.fromEntries(Object.keys(document.ActionList).map(action => [action, 'else/functions']));
	return JSON.stringify({...document, FunctionGitRepo: {...elsewhere, ...repositories}});
};

await t.test('new and then register: one command puts document, functions and workflow files on GitHub, and they run', async t => {
	const github = await startGithub(t);
	const folder = makeFolder(t);
	const stdout = {
		write() {/* Nobody reads it. */}, isTty: false, columns: 80, rows: 24, hasColor: false,
	};
	await newCommand({answers: {name: 'tides', repository: 'example-user/flows', bucket: 'mine'}, folder, branch: 'main', shouldReplace: false, env: {}, stdout});
	const before = await github.getHead();
	const first = await publish(github, folder, {file: 'tides.json'});
	t.equal(first.exitCode, 0, first.written);
	const document = JSON.parse(readFileSync(join(folder, 'tides.json'), 'utf8')) as {FunctionInvoke: string; FunctionGitRepo: Record<string, string>};
	const functions = Object.values(document.FunctionGitRepo).map(path => path.replace('example-user/flows/main/', '')).toSorted((a, b) => a.localeCompare(b));
	t.ok(functions.length > 1);
	t.strictSame(await readAll(github), ['docs/a.txt', ...functions, 'README.md', 'tides.json'].toSorted((a, b) => a.localeCompare(b)), 'and neither .env nor anything else');
	t.equal(await github.readFile('tides.json'), readFileSync(join(folder, 'tides.json'), 'utf8'));
	t.equal(await github.readFile(functions[0]!), readFileSync(join(folder, functions[0]!), 'utf8'));
	const {data: commit} = await github.octokit.rest.git.getCommit({...github.place, commit_sha: await github.getHead()});
	t.match(commit, {message: `Register tides: ${functions.length} workflow files, ${functions.length + 1} source files`, parents: [{sha: before}]}, 'one commit');
	t.match(first.written, `: ${functions.length} workflow files, ${functions.length + 1} source files\n`);

	await github.octokit.rest.actions.createWorkflowDispatch({
		...github.place, workflow_id: `tides-${document.FunctionInvoke}.yml`, ref: 'main',
		inputs: {OVERWRITTEN: JSON.stringify({FunctionInvoke: document.FunctionInvoke}), PAYLOAD_URL: 'example-user/flows/main/tides.json'},
	});
	t.equal(github.actions.jobs.length, 1, 'the entry action starts');

	t.match((await publish(github, folder, {file: 'tides.json'})).written, /Everything is registered already\.\n$/u);
	writeFileSync(join(folder, functions[0]!), '# changed\n');
	const {written} = await publish(github, folder, {file: 'tides.json'});
	t.strictSame(getPlan(written).filter(line => !line.includes('unchanged')), [`  update    ${functions[0]!}`]);
	t.equal(await github.readFile(functions[0]!), '# changed\n');
});

await t.test('each form of FunctionGitRepo has its place; in a checkout the document has its path', async t => {
	const forms = [
		['example-user/flows/main/src/start.py', 'src/start.py'],
		['https://github.com/example-user/flows/blob/main/src/start.py', 'src/start.py'],
		['example-user/flows/src', 'src/start.py'],
		['https://github.com/example-user/flows/tree/main/src', 'src/start.py'],
		['Example-User/flows', 'src/start.py'],
		['https://github.com/example-user/flows.git', 'src/start.py'],
	] as const;
	for (const [form, expected] of forms) {
		const github = await startGithub(t);
		const folder = makeFolder(t, {'.git': {config: origin}, src: {'start.py': 'def start(): pass\n', 'data.csv': '1\n', '.env': 'X=1\n'}, workflows: {'main.json': createSources({start: form})}});
		const {written, message} = await publish(github, folder, {file: 'workflows/main.json'});
		t.strictSame(getPlan(written), ['  create    workflows/main.json', `  create    ${expected}`], `${form} ${message ?? ''}`);
	}
});

await t.test('without a checkout it is what a local run takes: FunctionLocalFile, the folder functions, the folder of the document', async t => {
	const github = await startGithub(t);
	const repositories = {start: 'example-user/flows/main/lib/start.py', sum: ['example-user/flows/tools', 'else/where/main/no.py'], far: 'example-user/flows/main/deep/far.R'};
	const folder = makeFolder(t, {
		functions: {'start.py': '# in functions\n', 'more.py': 'sum = 1\n'}, deep: {'far.R': 'far <- 1\n'}, lib: {'start.py': '# beside\n'},
		'main.json': createSources(repositories),
	});
	const {written} = await publish(github, folder);
	t.strictSame(getPlan(written), [
		'  create    main.json',
		'  create    lib/start.py (from functions/start.py)',
		'  create    tools/more.py (from functions/more.py)',
		'  create    tools/start.py (from functions/start.py)',
		'  create    deep/far.R',
	]);
	t.equal(await github.readFile('lib/start.py'), '# in functions\n');
	writeFileSync(join(folder, 'main.json'), createSources({start: repositories.start}, {FunctionLocalFile: {start: 'lib/start.py'}}));
	t.match(getPlan((await publish(github, folder)).written), ['  update    main.json', '  update    lib/start.py']);
});

await t.test('FunctionLocalFile goes into the folder that FunctionGitRepo names; a source of more than 1 MB does not', async t => {
	const github = await startGithub(t);
	const folder = makeFolder(t, {
		local: {'start.py': '# local\n', 'data.csv': '1\n', 'large.py': '#'.repeat(1_000_001)},
		'main.json': createSources({start: 'example-user/flows/tools'}, {FunctionLocalFile: {start: ['local/start.py', 'local/data.csv', 'local/large.py']}}),
	});
	const {written} = await publish(github, folder);
	t.strictSame(getPlan(written), [
		'  create    main.json', '  create    tools/start.py (from local/start.py)', '  ⚠ tools/large.py is not committed: it has more than 1 MB.',
	]);
	t.equal(await github.readFile('tools/start.py'), '# local\n');
});

await t.test('links out, other text than UTF-8, hidden files, a branch that nothing is registered on: not committed, and said', async t => {
	const github = await startGithub(t);
	const folder = makeFolder(t, {
		outside: {'secret.py': 'CANARY\n'},
		inside: {functions: {'bytes.py': ''}},
	});
	const inside = join(folder, 'inside');
	symlinkSync(join(folder, 'outside/secret.py'), join(inside, 'functions/linked.py'));
	writeFileSync(join(inside, 'functions/bytes.py'), Uint8Array.of(0xFF, 0xFE));
	mkdirSync(join(inside, '.hidden'));
	writeFileSync(join(inside, '.hidden/far.py'), 'CANARY\n');
	writeFileSync(join(inside, 'main.json'), createSources({
		start: ['example-user/flows/main/functions/linked.py', 'example-user/flows/main/functions/bytes.py', 'example-user/flows/dev/functions/bytes.py'],
		sum: ['example-user/flows/main/nowhere.py', 'example-user/flows/main/../outside/secret.py'],
		far: 'example-user/flows/main/.hidden/far.py',
	}, {FunctionLocalFile: {sum: '../outside/secret.py'}}));
	const {written, exitCode} = await publish(github, inside);
	t.equal(exitCode, 0);
	t.strictSame(getPlan(written), [
		'  create    main.json',
		'  ⚠ functions/linked.py is not committed: it lies, or is a link, outside of the folder.',
		'  ⚠ functions/bytes.py is not committed: it is not UTF-8 text.',
		'  ⚠ FunctionGitRepo of "start" names the branch "dev" of example-user/flows, where no action is registered, so the file is not committed.',
		'  ⚠ Not found here, so the branch keeps what it has: nowhere.py, .hidden/far.py.',
	]);
	t.strictSame(await readAll(github), ['docs/a.txt', 'main.json', 'README.md']);
});

await t.test('a document that is a link out of the folder, or that actions fetch from elsewhere, is not committed', async t => {
	const github = await startGithub(t);
	const folder = makeFolder(t, {inside: {}, 'main.json': createSources({})});
	symlinkSync(join(folder, 'main.json'), join(folder, 'inside/main.json'));
	t.match(getPlan((await publish(github, join(folder, 'inside'))).written), [/^ {2}⚠ The document is not committed: main\.json is a link out of the folder\.$/u]);
	t.match(getPlan((await publish(github, folder, {env: {GITHUB_REPOSITORY: 'some/documents'}})).written), [
		'  ⚠ The document is not committed: the actions fetch it from some/documents@main, where none of them is registered. Push it there.',
	]);
	writeFileSync(join(folder, 'main.json'), createSources({}, {FunctionInvoke: 'far', ActionList: {
		far: {FunctionName: 'far', FaaSServer: 'AWS', Type: 'Python', Arguments: {}, InvokeNext: ['start']}, start: {FunctionName: 'start', FaaSServer: 'GH', Type: 'Python', Arguments: {}, InvokeNext: []},
	}}));
	t.match(getPlan((await publish(github, folder)).written), ['  ⚠ The document is not committed: set GITHUB_REPOSITORY to the repository from which the actions shall fetch it.']);
	t.match(getPlan((await publish(github, folder, {env: {GITHUB_REPOSITORY: 'Example-User/Flows'}})).written), ['  create    main.json']);
});

await t.test('a credential in the document or in a function stops it all in one sentence that has no secret; --only-workflow-files goes on', async t => {
	const github = await startGithub(t);
	const head = await github.getHead();
	const token = `ghp_${'aB3'.repeat(12)}`;
	const servers = {GH: {FaaSType: 'GitHubActions', UserName: 'example-user', ActionRepoName: 'flows', UseSecretStore: true, Token: 'CANARY'}};
	const folder = makeFolder(t, {'main.json': createSources({}, {ComputeServers: servers})});
	const refused = await publish(github, folder);
	t.match(refused, {
		exitCode: 'document-invalid', message: 'main.json is not committed, for it has a credential in it: Token of server "GH". Nothing was written.', hint: /--only-workflow-files/u,
	});
	t.notMatch(refused.written, 'CANARY');
	const other = makeFolder(t, {functions: {'start.py': `token = "${token}"\n`}, 'main.json': createSources({start: 'example-user/flows/main/functions/start.py'})});
	t.match(await publish(github, other), {exitCode: 'document-invalid', message: 'functions/start.py is not committed, for it has a credential in it. Nothing was written.'});
	t.equal(await github.getHead(), head);
	t.match(await publish(github, other, {hasSources: false}), {exitCode: 0});
	t.strictSame(await readAll(github), ['docs/a.txt', 'README.md']);
});

await t.test('a token without the scope workflow may commit the document when the workflow files are there already', async t => {
	const folder = makeFolder(t, {'main.json': createSources({})});
	const workflowFiles = new Map<string, Uint8Array>();
	const github = await startGithub(t);
	await publish(github, folder);
	for (const name of ['start', 'sum']) {
		const path = `.github/workflows/example-${name}.yml`;
		workflowFiles.set(path, new TextEncoder().encode(await github.readFile(path)));
	}

	const other = await startGithub(t, {
		canWriteWorkflows: false,
		repositories: [{id: 7, owner: 'example-user', name: 'flows', defaultBranch: 'main', branches: ['main'], workflows: [], files: workflowFiles}],
	});
	t.match(await publish(other, folder), {exitCode: 0, written: /create {4}main\.json[\s\S]*committed/u});
	t.equal(await other.readFile('main.json'), readFileSync(join(folder, 'main.json'), 'utf8'));
});

/** A repository without a commit. */
const bare = {...emptyRepository, branches: [], files: new Map<string, Uint8Array>()};

await t.test('in an empty repository the first file makes the first commit, the others follow in one', async t => {
	const lines: string[] = [];
	const github = await startGithub(t, {
		repositories: [bare],
		answer({method, path}) {
			lines.push(`${method} ${path}`);
			return undefined;
		},
	});
	const folder = makeFolder(t, {functions: {'start.py': 'def start(): pass\n'}, 'main.json': createSources({start: 'example-user/flows/main/functions/start.py'})});
	t.match(await publish(github, folder, {isDryRun: true}), {exitCode: 0, written: /\n {2}The repository is empty; its first branch will be main\.\n/u});
	t.strictSame(lines.filter(line => !line.startsWith('GET ')), []);
	const {exitCode, written} = await publish(github, folder);
	t.equal(exitCode, 0);
	t.match(getPlan(written), ['  create    main.json', '  create    functions/start.py']);
	t.strictSame(lines.filter(line => !line.startsWith('GET ')), [
		'PUT /repos/example-user/flows/contents/main.json', 'POST /repos/example-user/flows/git/trees', 'POST /repos/example-user/flows/git/commits', 'PATCH /repos/example-user/flows/git/refs/heads%2Fmain',
	]);
	t.strictSame(await readAll(github), ['functions/start.py', 'main.json']);
	t.match(await github.readFile('.github/workflows/example-sum.yml'), 'name: example-sum');
	t.match((await publish(github, folder)).written, /Everything is registered already\.\n$/u);
});

await t.test('somebody else\'s first commit is kept', async t => {
	const github = await startGithub(t, {repositories: [bare]});
	const folder = makeFolder(t, {'main.json': createSources({})});
	const result = await publish(github, folder, {
		async confirm() {
			await github.octokit.rest.repos.createOrUpdateFileContents({...github.place, path: 'main.json', message: 'theirs', content: 'e30='});
			return true;
		},
	});
	t.match(result, {exitCode: 'unreachable', message: /^Somebody else changed example-user\/flows@main meanwhile/u});
	t.equal(await github.readFile('main.json'), '{}');
	t.equal((await publish(github, folder)).exitCode, 0, 'the next try works');
});

await t.test('--create makes a private repository of the user\'s or of an organization; without it one that is missing is said', async t => {
	for (const owner of ['example-user', 'else']) {
		const github = await startGithub(t);
		const server = {FaaSType: 'GitHubActions', UserName: owner, ActionRepoName: 'fresh', UseSecretStore: true};
		const folder = makeFolder(t, {'main.json': createSources({}, {ComputeServers: {GH: server}})});
		t.match(await publish(github, folder), {exitCode: 'unreachable', message: new RegExp(`shows no repository ${owner}/fresh`, 'u'), hint: /if there is none yet, add --create\.$/u});
		const asked: string[] = [];
		const refused = await publish(github, folder, {
			canCreate: true,
			async confirm(question) {
				asked.push(question);
				return false;
			},
		});
		t.match(refused.written, `\n  create    the repository ${owner}/fresh, private\n`);
		t.strictSame(asked, ['Write this to GitHub?']);
		t.match(await publish(github, folder), {exitCode: 'unreachable'}, 'a no creates nothing');
		const made = await publish(github, folder, {canCreate: true, secrets: true, env: {S3_AccessKey: 'one-key', S3_SecretKey: 'two-key', AWS_AccessKey: 'three-key', AWS_SecretKey: 'four-key'}});
		t.equal(made.exitCode, 0, made.written);
		t.match(made.written, `${owner}/fresh: created, private.\n${owner}/fresh@main: committed `);
		const {data} = await github.octokit.rest.git.getTree({owner, repo: 'fresh', tree_sha: 'main', recursive: '1'});
		t.strictSame(data.tree.map(({path}) => path).toSorted((a, b) => a.localeCompare(b)), ['.github/workflows/example-start.yml', '.github/workflows/example-sum.yml', 'main.json']);
		t.ok(github.openSecrets().some(([repository]) => repository === `${owner}/fresh`));
	}
});

await t.test('two branches of a repository without a commit are not guessed', async t => {
	const github = await startGithub(t, {repositories: [bare, secondRepository]});
	const server = {FaaSType: 'GitHubActions', UserName: 'example-user', ActionRepoName: 'flows', UseSecretStore: true};
	const folder = makeFolder(t, {'main.json': createSources({}, {ComputeServers: {GH: server, AWS: {...server, Branch: 'dev'}}})});
	t.match(await publish(github, folder), {exitCode: 'usage', message: 'example-user/flows has no commit yet, and the document names 2 of its branches: main, dev. Nothing was written.'});
	t.match(await publish(github, folder, {file: 'main.json', isDryRun: true}), {exitCode: 'usage'});
});

await t.test('a dry run needs neither a token nor a network: the files are those of the document', async t => {
	const folder = makeFolder(t, {functions: {'start.py': 'def start(): pass\n'}, 'main.json': createSources({start: 'example-user/flows/main/functions/start.py'})});
	const path = join(folder, 'main.json');
	const options = {path, text: readFileSync(path, 'utf8'), hasSources: true, isDryRun: true};
	const server = await startScriptedServer(t, () => 'reset');
	const files = ['.github/workflows/example-start.yml', '.github/workflows/example-sum.yml', 'main.json', 'functions/start.py'].map(file => `  write     ${file}\n`).join('');
	const offline = await runRegister(server.url, {...options, env: {GITHUB_TOKEN: ''}});
	t.match(offline, {exitCode: 0});
	t.equal(offline.written.startsWith(`Registration of example\nexample-user/flows@main: 2 workflow files, 2 source files\n${files}`), true, offline.written);
	t.ok(offline.written.endsWith('Dry run without GitHub, for there is no token: the files were not compared with what is there, and nothing was written.\n'));
	t.equal(server.requests.length, 0);
	const unreachable = await runRegister(server.url, {...options, secrets: true, env: {S3_AccessKey: 'one-key'}});
	t.match(unreachable, {exitCode: 0, written: /Dry run without GitHub, for GitHub cannot be reached: /u});
	t.match(unreachable.written, files);
	t.match(unreachable.written, 'store     secret S3_AccessKey (data store S3), from S3_AccessKey');
	t.match(await runRegister(server.url, {...options, isDryRun: false}), {exitCode: 'unreachable', message: /^Cannot reach GitHub/u}, 'only a dry run does without');
	t.match(await runRegister(server.url, {...options, isDryRun: false, env: {GITHUB_TOKEN: ''}}), {exitCode: 'credentials'});
});
