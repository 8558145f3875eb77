import {execFileSync} from 'node:child_process';
import {mkdir, readdir, symlink, writeFile} from 'node:fs/promises';
import {createServer, type ServerResponse} from 'node:http';
import {type AddressInfo} from 'node:net';
import {join} from 'node:path';
import t, {type Test} from 'tap';
import {type FunctionSources, installFunctionFiles} from '../../../../../source/clouds/local/executor/function-files/install-function-files.js';
import {startServer} from '../../../../support/start-server.js';

const config = '[remote "origin"]\n\turl = https://github.com/Me/Flows.git\n';

/** A checkout of me/flows with a document in `docs`, and a functions folder outside of it. */
const createFolders = (t: Test): string => t.testdir({
	checkout: {
		'.git': {config},
		docs: {'wf.json': '{}', local: {'f.py': 'def f(): pass', 'data.csv': '1'}},
		functions: {'f.py': 'def f(): pass', 'g.R': 'g <- function() 1', __pycache__: {'f.pyc': ''}},
	},
	functions: {'f.py': 'def f(): pass', 'other.py': 'def other_f(): pass', deep: {'h.py': 'def h(): pass'}},
	secret: {'x.py': 'def f(): pass'},
});

type Request = {
	readonly functionName?: string;
	readonly localFiles?: readonly string[];
	readonly gitPaths?: readonly string[];
};

const install = async (folder: string, request: Request, sources: Partial<FunctionSources> = {}) => {
	const target = join(folder, 'target');
	const lines: string[] = [];
	await installFunctionFiles({documentDir: join(folder, 'checkout/docs'), fetchFunctions: false, ...sources}, {
		functionName: 'f', localFiles: [], gitPaths: [], target, signal: new AbortController().signal, info(line) {
			lines.push(line);
		}, ...request,
	});
	const entries = await readdir(target, {recursive: true, withFileTypes: true});
	return {files: entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name).slice(target.length + 1)).sort(), lines};
};

const rows: ReadonlyArray<{readonly title: string; readonly request: Request; readonly functionsDir?: boolean; readonly files: readonly string[]}> = [
	{title: 'FunctionLocalFile, a file', request: {localFiles: ['local/f.py']}, files: ['local/f.py']},
	{title: 'FunctionLocalFile, a folder, before everything else', request: {localFiles: ['local'], gitPaths: ['me/flows/functions']}, functionsDir: true, files: ['local/data.csv', 'local/f.py']},
	{title: 'FunctionLocalFile elsewhere in the checkout', request: {localFiles: ['../functions/f.py']}, files: ['f.py']},
	{title: 'the functions folder', request: {}, functionsDir: true, files: ['deep/h.py', 'f.py', 'other.py']},
	{title: 'the functions folder, only the files that the document names', request: {gitPaths: ['else/where/main/a/f.py']}, functionsDir: true, files: ['f.py']},
	{title: 'the functions folder as a package behind a folder form', request: {gitPaths: ['else/where/a']}, functionsDir: true, files: ['functions/deep/h.py', 'functions/f.py', 'functions/other.py']},
	{title: 'the checkout, a file with its branch', request: {gitPaths: ['ME/flows/main/functions/f.py']}, functionsDir: false, files: ['f.py']},
	{title: 'the checkout, a file without a branch', request: {gitPaths: ['me/flows/functions/f.py']}, files: ['f.py']},
	{title: 'the checkout, a folder, under the names FaaSr gives its modules', request: {gitPaths: ['me/flows/functions']}, files: ['me-flows-checkout/functions/f.py', 'me-flows-checkout/functions/g.R']},
	{title: 'the checkout when the functions folder lacks the function', request: {functionName: 'g', gitPaths: ['me/flows/main/functions/g.R']}, functionsDir: true, files: ['g.R']},
	{title: 'nowhere', request: {}, files: []},
];
for (const {title, request, functionsDir = false, files} of rows) {
	t.test(`takes a function from ${title}`, async t => {
		const folder = createFolders(t);
		const {files: found} = await install(folder, request, functionsDir ? {functionsDir: join(folder, 'functions')} : {});
		t.same(found, files);
	});
}

for (const localFiles of [['../../secret/x.py'], ['/etc/hostname'], ['missing.py']]) {
	t.test(`refuses FunctionLocalFile ${localFiles[0]}`, async t => {
		await t.rejects(install(createFolders(t), {localFiles}), {message: `FunctionLocalFile not found: ${localFiles[0]}`});
	});
}

for (const [path, message] of [['me/flows/../../secret/x.py', /^invalid github path/u], ['else/where/main/f.py', /^Failed to fetch from GitHub: else\/where\/main\/f\.py -- fetching is switched off/u]] as const) {
	t.test(`refuses FunctionGitRepo ${path}`, async t => {
		await t.rejects(install(createFolders(t), {gitPaths: [path]}), {message});
	});
}

t.test('leaves out links that lead out of the folder', async t => {
	const folder = createFolders(t);
	await symlink(join(folder, 'secret/x.py'), join(folder, 'functions/stolen.py'));
	await symlink(join(folder, 'functions/f.py'), join(folder, 'functions/linked.py'));
	const {files} = await install(folder, {}, {functionsDir: join(folder, 'functions')});
	t.same(files, ['deep/h.py', 'f.py', 'linked.py', 'other.py']);
});

const startGithub = async (t: Test) => {
	const folder = t.testdir({'me-flows-abc': {functions: {'f.py': 'def f(): pass', 'g.py': ''}, other: {'x.py': ''}}});
	const archive = execFileSync('tar', ['-cz', '-C', folder, 'me-flows-abc'], {maxBuffer: 1e8});
	const answers = new Map<string, (response: ServerResponse) => void>([
		['/repos/you/flows/tarball', response => response.writeHead(302, {location: '/download'}).end()],
		['/download', response => response.end(archive)],
		['/repos/you/flows/contents/functions/f.py?ref=main', response => response.end('def f(): pass')],
		['/repos/you/slow/contents/f.py', response => response.writeHead(200).write('d')],
	]);
	const seen: Array<{url: string | undefined; authorization: string | undefined}> = [];
	const {url: apiUrl} = await startServer(t, (request, response) => {
		seen.push({url: request.url, authorization: request.headers.authorization});
		answers.get(request.url ?? '')?.(response);
		if (!answers.has(request.url ?? '')) {
			response.writeHead(404).end('{}');
		}
	});
	return {apiUrl, seen};
};

/** A port that nobody listens on. */
const findClosedPort = async (): Promise<number> => {
	const server = createServer();
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const {port} = server.address() as AddressInfo;
	await new Promise(resolve => {
		server.close(resolve);
	});
	return port;
};

const createEmpty = async (t: Test): Promise<string> => {
	const folder = t.testdir({document: {}, work: {}});
	await mkdir(join(folder, 'work/checkout/docs'), {recursive: true});
	await writeFile(join(folder, 'work/checkout/docs/wf.json'), '{}');
	return join(folder, 'work');
};

t.test('fetches a file, or a folder of the default branch, from GitHub when nothing nearer has it', async t => {
	const {apiUrl, seen} = await startGithub(t);
	t.test('a file, with the token only when one is given', async t => {
		const folder = await createEmpty(t);
		const {files} = await install(folder, {gitPaths: ['you/flows/main/functions/f.py']}, {fetchFunctions: {apiUrl}});
		t.same(files, ['f.py']);
		await install(folder, {gitPaths: ['you/flows/main/functions/f.py']}, {fetchFunctions: {apiUrl, token: 'mine'}});
		t.same(seen.map(({authorization}) => authorization), [undefined, 'token mine']);
	});
	t.test('a folder', async t => {
		const {files} = await install(await createEmpty(t), {gitPaths: ['you/flows/functions']}, {fetchFunctions: {apiUrl}});
		t.same(files, ['me-flows-abc/functions/f.py', 'me-flows-abc/functions/g.py']);
	});
	for (const [path, reason, options] of [
		['you/flows/nowhere', /there is no folder nowhere on the default branch$/u, {}],
		['you/gone/main/f.py', /GitHub answered 404$/u, {}],
		['you/slow/f.py', /GitHub did not answer in time$/u, {timeoutMs: 50}],
		['you/flows/main/f.py', /GitHub is out of reach \(ECONNREFUSED\); put the function next to the document/u, {apiUrl: `http://127.0.0.1:${await findClosedPort()}`}],
	] as const) {
		t.test(`says why ${path} was not fetched`, async t => {
			await t.rejects(install(await createEmpty(t), {gitPaths: [path]}, {fetchFunctions: {apiUrl, ...options}}), {message: reason});
		});
	}
});
