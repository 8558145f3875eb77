import {Buffer} from 'node:buffer';
import {execFile} from 'node:child_process';
import {
	existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync, chmodSync,
} from 'node:fs';
import {connect} from 'node:net';
import {networkInterfaces, tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import {gzipSync} from 'node:zlib';
import t from 'tap';
import {systemClock as clock} from '../../source/ports/clock/system-clock.js';
import {parseWorkflow} from '../../source/core/workflow/parse-workflow.js';
import {ownRoutes} from '../../source/clouds/local/actions-api/handle-request.js';
import {createTarball} from '../support/github/tarball.js';
import {installFunctionFiles} from '../../source/clouds/local/executor/function-files/install-function-files.js';
import {startRpcServer} from '../../source/clouds/local/executor/rpc-server.js';
import {routes as s3Routes} from '../../source/clouds/local/s3-server/operations/route-operation.js';
import {startS3Server} from '../../source/clouds/local/s3-server/start-s3-server.js';
import {startLocalCloud, type LocalCloud} from '../../source/clouds/local/start-local-cloud.js';
import {WorkflowRunner} from '../../source/index.js';
import {
	type Keys, type RawAnswer, type RawRequest, sendRaw, sendSigned, signRequest,
} from '../support/local-cloud/send-s3-request.js';
import {waitUntil} from '../support/processes.js';
import {startServer} from '../support/start-server.js';
import {gh} from '../support/run-id.js';
import {getOwnId} from '../../source/core/run/run-id.js';

// Real processes, on a machine that may be busy with other tests.
t.setTimeout(180_000);

const functions = {
	'wait.py': 'import subprocess, sys, time\n\ndef wait():\n    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])\n    print("child", child.pid, flush=True)\n    time.sleep(3600)\n',
};
const documentText = JSON.stringify({
	WorkflowName: 'guarded',
	FunctionInvoke: 'wait',
	FaaSrLog: 'FaaSrLog',
	ActionList: {
		wait: {FunctionName: 'wait', FaaSServer: 'GH', Type: 'Python', Arguments: {}, InvokeNext: ['after']},
		after: {FunctionName: 'wait', FaaSServer: 'GH', Type: 'Python', Arguments: {}, InvokeNext: []},
	},
	ComputeServers: {GH: {FaaSType: 'GitHubActions', UserName: 'me', ActionRepoName: 'flows', Branch: 'main', UseSecretStore: true}},
	DataStores: {S3: {Endpoint: 'https://s3.example', Bucket: 'bucket', Region: 'us-east-1'}},
	DefaultDataStore: 'S3',
	LoggingDataStore: 'S3',
	ActionContainers: {wait: 'image', after: 'image'},
	FunctionGitRepo: {wait: 'me/flows/main/wait.py'},
});

const folder = mkdtempSync(join(tmpdir(), 'faasr-faults-'));
// What keeps others out must be the cloud's own folder, not the one around it.
chmodSync(folder, 0o755);
t.teardown(() => {
	rmSync(folder, {recursive: true, force: true});
});
const documentFile = join(folder, 'guarded.json');
const functionsDir = t.testdir(functions);
writeFileSync(documentFile, documentText);

const start = async (): Promise<LocalCloud> => {
	const cloud = await startLocalCloud({
		workflow: parseWorkflow(documentText).workflow!, documentDir: folder, functionsDir, clock, tmpDir: folder,
	});
	t.teardown(cloud.close);
	return cloud;
};

const [cloud, other] = await Promise.all([start(), start()]);
const {s3, github} = cloud;
const ports = [new URL(s3.endpoint).port, new URL(github.apiUrl).port].map(Number);
const invocation = {workflowName: 'guarded', timestamp: '2026-03-01T12-00-00', id: 'run-1'};
await cloud.doneBucket.list('');
const wrongKeys: Keys = {accessKeyId: s3.accessKeyId, secretAccessKey: other.s3.secretAccessKey};

const put = async (key: string, body: string): Promise<RawAnswer> => sendSigned(s3.endpoint, {method: 'PUT', path: `/bucket/${key}`, body}, s3);
const get = async (key: string): Promise<RawAnswer> => sendSigned(s3.endpoint, {method: 'GET', path: `/bucket/${key}`}, s3);
const listKeys = async (): Promise<string> => {
	const {text} = await sendSigned(s3.endpoint, {method: 'GET', path: '/bucket?list-type=2'}, s3);
	return text.replaceAll(/<LastModified>.*?<\/LastModified>/g, '');
};

/** What is seen of the Actions API's state: its runs, and where its branch stands. */
const describeApi = async (): Promise<string> => {
	const answers = await Promise.all(['/repos/me/flows/actions/runs', '/repos/me/flows/contents/guarded.json?ref=main']
		.map(async path => sendRaw(github.apiUrl, {method: 'GET', path, headers: {authorization: `token ${github.token}`}})));
	return answers.map(({status, text}) => `${status} ${text}`).join('\n');
};

const listTree = (root: string): readonly string[] => readdirSync(root, {recursive: true}).map(String).sort();

const connects = async (host: string, port: number): Promise<string> => new Promise(resolve => {
	const socket = connect({host, port, timeout: 5000});
	const end = (how: string) => () => {
		socket.destroy();
		resolve(how);
	};

	socket.once('connect', end('connected')).once('timeout', end('silence')).once('error', end('refused'));
});

t.test('both servers listen on loopback only: no address that others can reach leads to them', async t => {
	const outside = Object.values(networkInterfaces()).flatMap(addresses => addresses ?? []).filter(({internal}) => !internal).map(({address, scopeid}) => scopeid ? `${address}%${scopeid}` : address);
	for (const port of ports) {
		t.equal(await connects('127.0.0.1', port), 'connected');
		for (const host of [...outside, '::1']) {
			t.not(await connects(host, port), 'connected', `${host} leads nowhere`);
		}
	}

	if (existsSync('/proc/net/tcp')) {
		const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].filter(file => existsSync(file)).flatMap(file => readFileSync(file, 'utf8').split('\n'));
		const hexPorts = new Set(ports.map(port => port.toString(16).toUpperCase().padStart(4, '0')));
		const listening = sockets.map(line => line.trim().split(/\s+/)).filter(fields => fields[3] === '0A' && hexPorts.has(fields[1]?.split(':')[1] ?? ''));
		t.same(listening.map(fields => fields[1]?.split(':')[0]), ['0100007F', '0100007F'], 'the kernel says 127.0.0.1');
	}

	for (const host of ['0.0.0.0', '::', '10.0.0.1']) {
		await t.rejects(startS3Server({
			dataDir: join(folder, 'outside'), host, clock, ...wrongKeys,
		}), {code: 'usage'}, host);
	}
});

const isSigned = ({path}: {readonly path: string}): boolean => path.startsWith('/_signed/');
const apiRoutes = ownRoutes.filter(route => !isSigned(route));
const signedRoutes = ownRoutes.filter(route => isSigned(route));

const fill = (path: string): string => path.replaceAll(/[:*](\w+)/g, (_whole, name: string) => ({
	owner: 'me', repo: 'flows', workflow: 'guarded-wait.yml', run: '1', job: '1', path: 'guarded.json',
})[name] ?? name);

const strangers: ReadonlyArray<readonly [who: string, authorization: string | undefined]> = [
	['nobody', undefined],
	['a token of another run', `token ${other.github.token}`],
	['a bearer of nothing', 'Bearer x'],
	['half of the token', `token ${github.token.slice(0, -1)}`],
	['the token twice', `token ${github.token}${github.token}`],
	['the token as a password', `Basic ${Buffer.from(`me:${github.token}`).toString('base64')}`],
	['the S3 keys', `token ${s3.secretAccessKey}`],
];

t.test('every endpoint of the Actions API refuses who has not this run\'s token, and does nothing', async t => {
	const before = await describeApi();
	const body = JSON.stringify({ref: 'main', inputs: {OVERWRITTEN: '{"FunctionInvoke":"wait"}', PAYLOAD_URL: 'me/flows/main/guarded.json'}, sha: 'x', tree: [{path: 'x', content: 'x'}]});
	t.ok(apiRoutes.length >= 9, 'the router\'s own table is gone through');
	const requests: ReadonlyArray<readonly [string, string]> = [...apiRoutes.map(({method, path}) => [method, fill(path)] as const), ['GET', '/rate_limit'], ['GET', '/no/such/place'], ['DELETE', '/repos/me/flows']];
	for (const [method, path] of requests) {
		for (const [who, authorization] of strangers) {
			const {status, text} = await sendRaw(github.apiUrl, {method, path, headers: authorization === undefined ? {} : {authorization}, ...(method !== 'GET' && {body})});
			t.equal(status, 401, `${method} ${path} by ${who}`);
			t.match(JSON.parse(text), {message: 'Bad credentials', status: '401'});
		}
	}

	t.equal(await describeApi(), before, 'no run, no other file');
});

t.test('every signed address of the Actions API is good with its own signature alone', async t => {
	const {runId = gh(0)} = await other.platform.dispatch({action: 'wait', invocation});
	await other.platform.cancel(runId);
	// What another cloud's own client reads of a run's job.
	const jobs = async () => {
		const {text} = await sendRaw(other.github.apiUrl, {method: 'GET', path: `/repos/me/flows/actions/runs/${getOwnId(runId)}/jobs`, headers: {authorization: `token ${other.github.token}`}});
		return (JSON.parse(text) as {readonly jobs: ReadonlyArray<{readonly id: number; readonly status: string}>}).jobs;
	};

	let ended = await jobs();
	await waitUntil(async () => {
		ended = await jobs();
		return ended.every(({status}) => status === 'completed');
	}, () => ended);
	const [{id: foreignJob = 0} = {}] = ended;
	t.equal(signedRoutes.length, 1);
	for (const {path} of signedRoutes) {
		const foreign = await sendRaw(other.github.apiUrl, {method: 'GET', path: `/repos/me/flows/actions/jobs/${foreignJob}/logs`, headers: {authorization: `token ${other.github.token}`}});
		t.equal(foreign.status, 302);
		const {search} = new URL(foreign.headers.location ?? '');
		t.match(search, /^\?se=\d+&sig=[\da-f]{64}$/);
		for (const query of ['', search, '?se=99999999999999&sig=00', `?se=99999999999999&sig=${'0'.repeat(64)}`, '?sig=', '?se=NaN&sig=zz']) {
			const {status, text} = await sendRaw(github.apiUrl, {method: 'GET', path: fill(path) + query, headers: {authorization: `token ${github.token}`}});
			t.equal(status, 403, `${fill(path)}${query}`);
			t.match(JSON.parse(text), {message: /failed to authenticate/});
		}
	}
});

t.test('every endpoint of S3 refuses who has not this run\'s keys, and does nothing', async t => {
	t.equal((await put('kept.txt', 'kept')).status, 200, 'with the keys it is let in');
	const before = await listKeys();
	const places = {service: '/', bucket: '/bucket', object: '/bucket/kept.txt'};
	const forgeries: ReadonlyArray<readonly [who: string, forge: (request: RawRequest) => Readonly<Record<string, string>>]> = [
		['nobody', () => ({})],
		['the keys of another run', request => signRequest(s3.endpoint, request, other.s3)],
		['the right name with a wrong secret', request => signRequest(s3.endpoint, request, wrongKeys)],
		['a signature for another object', request => signRequest(s3.endpoint, {...request, path: '/bucket/other.txt'}, s3)],
		['a signature for another method', request => signRequest(s3.endpoint, {...request, method: 'OPTIONS'}, s3)],
		['the token of the Actions API', () => ({authorization: `token ${github.token}`})],
	];
	t.ok(s3Routes.length > 15, 'the router\'s own table is gone through');
	for (const {on, needs = [], isCopy} of s3Routes) {
		const [method = '', subject] = on.split(' ');
		const path = `${places[subject as keyof typeof places]}${needs.length > 0 ? `?${needs.map(name => `${name}=1`).join('&')}` : ''}`;
		for (const [who, forge] of forgeries) {
			const request: RawRequest = {
				method, path, ...(isCopy && {headers: {'x-amz-copy-source': '/bucket/kept.txt'}}), ...((method === 'PUT' || method === 'POST') && {body: '<Delete><Object><Key>kept.txt</Key></Object></Delete>'}),
			};
			const {status, text} = await sendRaw(s3.endpoint, {...request, headers: {...request.headers, ...forge(request)}});
			t.ok(status === 403 || (status === 400 && who.startsWith('the token')), `${on} ${needs.join(' ')} by ${who}: ${status}`);
			t.match(text, method === 'HEAD' ? /^$/ : /<Code>(?:AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|AuthorizationHeaderMalformed|InvalidArgument|InvalidRequest)<\/Code>/, `${on} by ${who}`);
			t.notMatch(text, s3.secretAccessKey);
		}
	}

	t.equal(await listKeys(), before, 'nothing written, nothing gone');
	t.equal((await get('kept.txt')).text, 'kept');
});

t.test('every endpoint of a function\'s own server refuses who has not the action\'s token', async t => {
	const server = await startRpcServer();
	t.teardown(server.close);
	server.serve({env: {SECRET: 'secret'}} as never);
	for (const [method, path] of [['POST', '/faasr-action'], ['POST', '/faasr-return'], ['POST', '/faasr-exit'], ['GET', '/faasr-get-return'], ['GET', '/faasr-echo?message=x'], ['GET', '/']] as const) {
		for (const headers of [{}, {'x-faasr-token': 'wrong'}, {'x-faasr-token': github.token}, {authorization: `Bearer ${server.token}`}]) {
			const {status, text} = await sendRaw(`http://127.0.0.1:${server.port}`, {method, path, headers, ...(method === 'POST' && {body: '{"ProcedureID":"faasr_secret","Arguments":{"secret_name":"SECRET"}}'})});
			t.same([status, text], [401, '{"detail":"Unauthorized"}'], `${method} ${path}`);
		}
	}
});

t.test('a key that looks like a path is only a name: nothing outside the bucket\'s folder is read or written', async t => {
	const before = listTree(folder).filter(path => !/\bs3\b/.test(path));
	const rows: ReadonlyArray<readonly [key: string, put: number, get: number]> = [
		['../../../escape.txt', 200, 200],
		['%2e%2e%2f%2e%2e%2fescape.txt', 200, 200],
		['%2Fetc%2Fpasswd', 200, 200],
		['//etc/passwd', 200, 200],
		['a%5C..%5C..%5Cescape.txt', 200, 200],
		['nul%00.txt', 200, 200],
		['x'.repeat(1024), 200, 200],
		['x'.repeat(1025), 400, 404],
		['%ff%fe', 400, 400],
	];
	for (const [key, putStatus, getStatus] of rows) {
		const shown = key.slice(0, 40);
		t.equal((await get(key).catch(() => ({status: 400}))).status, putStatus === 200 ? 404 : getStatus, `nothing is there as ${shown}`); // eslint-disable-line promise/prefer-await-to-then
		t.equal((await put(key, 'mine').catch(() => ({status: 400}))).status, putStatus, `written as ${shown}`); // eslint-disable-line promise/prefer-await-to-then
		const read = await get(key).catch(() => ({status: 400, text: ''})); // eslint-disable-line promise/prefer-await-to-then
		t.equal(read.status, getStatus);
		t.ok(read.status !== 200 || read.text === 'mine');
	}

	for (const bucket of ['..', '%2e%2e', '.', '%2e%2e%2f..', '..%5c..', 'a%00b']) {
		const {status, text} = await sendSigned(s3.endpoint, {method: 'PUT', path: `/${bucket}`}, s3);
		t.match(`${status} ${text}`, /^(?:400 [\s\S]*InvalidBucketName|404 [\s\S]*NoSuchBucket)/, `no bucket ${bucket}`);
	}

	t.same(listTree(folder).filter(path => !/\bs3\b/.test(path)), before);
	const {text: listing} = await sendRaw(github.apiUrl, {method: 'GET', path: '/repos/me/flows/contents/%2e%2e%2f%2e%2e%2fguarded.json', headers: {authorization: `token ${github.token}`}});
	t.match(JSON.parse(listing), {status: '404'}, 'nor is a file of the machine a file of the repository');
});

t.test('paths that lead out of their folder are refused in functions, trees and archives, with one line that names them', async t => {
	writeFileSync(join(folder, 'outside.py'), 'def wait():\n    pass\n');
	const work = t.testdir({document: {'inside.py': 'x = 1\n'}, target: {}});
	symlinkSync(join(folder, 'outside.py'), join(work, 'document', 'link.py'));
	const archives: Record<string, Uint8Array> = {};
	const {url: apiUrl} = await startServer(t, (request, response) => {
		response.end(archives[request.url ?? ''] ?? '');
	});
	const install = async (from: {readonly localFiles?: readonly string[]; readonly gitPaths?: readonly string[]}) => installFunctionFiles({documentDir: join(work, 'document'), fetchFunctions: {apiUrl}}, {
		functionName: 'wait', localFiles: [], gitPaths: [], target: join(work, 'target'), signal: new AbortController().signal, info: () => undefined, ...from,
	});
	const before = listTree(work);
	for (const file of ['../../../../../../../../etc/passwd', '/etc/passwd', 'link.py', join(folder, 'outside.py')]) {
		await t.rejects(install({localFiles: [file]}), {message: `FunctionLocalFile not found: ${file}`});
	}

	for (const path of ['me/../x', 'me/flows/../../x.py', String.raw`me/flows/a\..\x.py`, 'https://github.com/me/flows/blob/main/../../x.py']) {
		await t.rejects(install({gitPaths: [path]}), {message: /invalid github path/}, path);
	}

	const hostile = ['../escape.py', '../../target/../escape.py', 'x/../../escape.py', String.raw`..\escape.py`, '/etc/escape.py'];
	for (const [index, path] of hostile.entries()) {
		// The archive's outer folder is put before each name: an absolute one comes out without it.
		const bytes = createTarball('me-flows-1', new Map([[path, new TextEncoder().encode('x')]]));
		archives[`/repos/me/flows${index}/tarball`] = path.startsWith('/') ? renameInTarball(`me-flows-1/${path}`, path) : bytes;
		await t.rejects(install({gitPaths: [`me/flows${index}`]}), {message: /the archive holds an unsafe path/}, path);
	}

	t.same(listTree(work), before, 'nothing was written');
});

/** A tarball whose only file has another name than our own writer gives it. */
const renameInTarball = (from: string, to: string): Uint8Array => {
	const header = new Uint8Array(512);
	const encode = (text: string, offset: number) => {
		header.set(new TextEncoder().encode(text), offset);
	};

	t.ok(from.endsWith(to));
	encode(to, 0);
	encode('00000000001\0', 124);
	encode('0', 156);
	encode('ustar\u000000', 257);
	return gzipSync(Buffer.concat([header, new Uint8Array([120]), new Uint8Array(511 + 1024)]));
};

/** Waits until the only function is at work, and tells its process and the one it has started. */
const waitForFunction = async (): Promise<{readonly pid: number; readonly childPid: number}> => {
	for (;;) {
		const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').map(Number);
		const pid = children.find(child => child > 0 && existsSync(`/proc/${child}/cmdline`) && readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('faasr_run_function'));
		const [childPid = 0] = pid === undefined ? [] : readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
		if (pid !== undefined && childPid > 0) {
			return {pid, childPid};
		}

		await clock.sleep(20);
	}
};

const hasProc = existsSync(`/proc/self/task/${process.pid}/children`);
const skipWithoutProc = hasProc ? false : 'this system has no /proc to look into';

t.test('credentials are new for each run, on no command line, and in no file', {skip: skipWithoutProc}, async t => {
	const secrets = [github.token, s3.accessKeyId, s3.secretAccessKey];
	const foreign = new Set([other.github.token, other.s3.accessKeyId, other.s3.secretAccessKey]);
	t.equal(new Set(secrets).size, 3);
	t.notOk(secrets.some(secret => foreign.has(secret)));
	const {runId = gh(0)} = await cloud.platform.dispatch({action: 'wait', invocation});
	const {pid} = await waitForFunction();
	const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
	const rpcToken = /FAASR_RPC_TOKEN=(?<token>[^\0]+)/.exec(environment)?.groups?.['token'] ?? '';
	t.match(rpcToken, /^.{32}$/);
	const commandLines = readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(name => {
		try {
			return readFileSync(`/proc/${name}/cmdline`, 'utf8');
		} catch {
			return '';
		}
	}).join('\n');
	t.match(commandLines, 'faasr_run_function.py');
	for (const secret of [...secrets, rpcToken]) {
		t.notOk(commandLines.includes(secret), 'no command line shows it');
	}

	t.equal(statSync(cloud.dataDir).mode & 0o777, 0o700); // eslint-disable-line no-bitwise
	for (const path of listTree(cloud.dataDir).map(name => join(cloud.dataDir, name))) {
		const status = statSync(path);
		if (status.isFile()) {
			const text = readFileSync(path, 'utf8');
			t.notOk([...secrets, rpcToken].some(secret => text.includes(secret)), `no credential in ${path}`);
			// The function's own sources keep the mode they came with.
			t.ok(path.endsWith('.py') || (status.mode & 0o077) === 0, `only the user may read ${path}`); // eslint-disable-line no-bitwise
		}
	}

	await cloud.platform.cancel(runId);
});

const drop = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath];
const canDrop = process.getuid?.() === 0 && await promisify(execFile)('setpriv', [...drop, '-e', '0']).then(() => true).catch(() => false);
t.test('another user of the machine can neither look into the folder nor get past a port', {skip: canDrop ? false : 'only root can become another user with setpriv, and that user must be able to start node'}, async t => {
	const probe = `
		const fs = require('node:fs');
		const attempt = work => { try { work(); return 'done'; } catch (error) { return error.code; } };
		const [folder, data, api, s3, pid] = process.argv.slice(1);
		(async () => console.log(JSON.stringify({
			uid: process.getuid(),
			around: attempt(() => fs.readdirSync(folder)),
			read: attempt(() => fs.readdirSync(data)),
			inside: attempt(() => fs.readdirSync(data + '/s3')),
			write: attempt(() => fs.writeFileSync(data + '/x', '')),
			environment: attempt(() => fs.readFileSync('/proc/' + pid + '/environ')),
			dispatch: (await fetch(api + '/repos/me/flows/actions/workflows/guarded-wait.yml/dispatches', {method: 'POST', body: '{"ref":"main","inputs":{}}'})).status,
			list: (await fetch(s3 + '/bucket')).status,
		})))();`;
	const {stdout} = await promisify(execFile)('setpriv', [...drop, '-e', probe, folder, cloud.dataDir, github.apiUrl, s3.endpoint, String(process.pid)]);
	t.same(JSON.parse(stdout), {
		uid: 65_534, around: 'done', read: 'EACCES', inside: 'EACCES', write: 'EACCES', environment: 'EACCES', dispatch: 401, list: 403,
	});
});

t.test('kill -9 of a function\'s process: its node is FAILED at once with one clear line, nothing it started lives on', {skip: skipWithoutProc}, async t => {
	const own = await start();
	const runner = new WorkflowRunner({workflowFile: documentFile, cloud: own, checkInterval: 0.2});
	t.teardown(async () => runner.cleanup());
	await runner.triggerWorkflow();
	const {pid, childPid} = await waitForFunction();
	process.kill(pid, 'SIGKILL');
	const {outcome} = await runner.result();
	const {nodes} = runner.store.getSnapshot();
	t.equal(outcome, 'FAILED');
	t.match(nodes.get('wait'), {status: 'FAILED', reason: 'function-error', sentence: /The function's process was killed \(SIGKILL\), as happens when memory runs out/});
	t.match(runner.store.logs.getSnapshot().map(({text}) => text).join('\n'), 'non-zero exit code (-9) from user function');
	t.match(nodes.get('after'), {status: 'SKIPPED', reason: 'upstream-failed'});
	t.notOk(existsSync(`/proc/${pid}`));
	t.ok(!existsSync(`/proc/${childPid}`) || /^State:\s+Z/mu.test(readFileSync(`/proc/${childPid}/status`, 'utf8')), 'what it had started is gone');
});
