import t from 'tap';
import {
	buildAction, buildDocument, changeAt, getMessages, listProblems,
} from '../../../support/workflows/build-document.js';

const joined = {
	a: ['b', 'c'], b: ['d'], c: ['d'], d: [],
};

type Change = readonly [path: ReadonlyArray<string | number>, value: unknown];

const change = (document: Record<string, unknown>, ...changes: readonly Change[]): Record<string, unknown> => {
	let changed = document;
	for (const [path, value] of changes) {
		changed = changeAt(changed, path, value);
	}

	return changed;
};

const start = ['ActionList', 'start'];
const server = ['ComputeServers', 'GH'];
const store = ['DataStores', 'S3'];
const otherStore = {Bucket: 'logs', Endpoint: 'https://s3.example.org', Region: 'us-east-1'};
const kubernetes = {FaaSType: 'Kubernetes', Endpoint: 'https://k8s.example.org', UseSecretStore: false};
const slurm = {FaaSType: 'SLURM', Endpoint: 'https://slurm.example.org', UserName: 'ada', APIVersion: 'v0.0.40', Partition: 'cpu', UseSecretStore: false};
const lambda = {FaaSType: 'Lambda', Region: 'us-east-1', UseSecretStore: true};

t.test('keys that the schema does without and the code does not', async t => {
	const cases: ReadonlyArray<readonly [change: Change, problems: readonly string[]]> = [
		[[[...start, 'Type'], undefined], ['warning missing-type $.ActionList.start']],
		[[start, {...buildAction(), Type: undefined, _faasr_builtin: true}], []],
		[[[...start, 'InvokeNext'], undefined], ['warning missing-invoke-next $.ActionList.start']],
		[[[...server, 'Branch'], undefined], ['warning missing-branch $.ComputeServers.GH']],
		[[[...store, 'Region'], undefined], ['warning missing-region $.DataStores.S3']],
		[[['LoggingDataStore'], undefined], ['warning missing-logging-data-store $']],
		[[['FaaSrLog'], undefined], ['warning missing-log-folder $']],
		[[['FaaSrLog'], ''], []],
	];
	for (const [one, problems] of cases) {
		t.same(listProblems(change(buildDocument(), one)), problems, one[0].join('.'));
	}
});

t.test('a condition needs both answers', async t => {
	t.same(listProblems(buildDocument({a: [{True: ['b']}], b: []})), ['warning one-sided-conditional $.ActionList.a.InvokeNext[0]']);
	t.same(listProblems(buildDocument({a: ['c', {False: ['b']}], b: [], c: []})), ['warning one-sided-conditional $.ActionList.a.InvokeNext[1]']);
	t.same(listProblems(buildDocument({a: [{True: ['b'], False: []}], b: []})), []);
	t.same(getMessages(buildDocument({a: [{True: ['b']}], b: []})), ['Action "a" fails when its function returns False: the condition has no "False".']);
});

t.test('every action needs a container and every function a source', async t => {
	const builtIn = {...buildAction(), FunctionName: 'vm_start', _faasr_builtin: true};
	const cases: ReadonlyArray<readonly [name: string, changes: readonly Change[], problems: readonly string[]]> = [
		['no containers', [[['ActionContainers'], undefined]], ['warning missing-container $']],
		['one container missing', [[['ActionContainers'], {other: 'x'}]], ['warning missing-container $.ActionContainers']],
		['no sources', [[['FunctionGitRepo'], undefined]], ['warning missing-function-source $.ActionList.start.FunctionName']],
		['two sources', [[['FunctionLocalFile'], {run: 'run.py'}]], ['warning twofold-function-source $.FunctionLocalFile.run']],
		['source of another function', [[['FunctionGitRepo'], {other: 'a/b'}]], ['warning missing-function-source $.ActionList.start.FunctionName']],
		['empty source', [[['FunctionGitRepo'], {run: []}]], ['warning missing-function-source $.ActionList.start.FunctionName']],
		['local file', [[['FunctionGitRepo'], undefined], [['FunctionLocalFile'], {run: 'functions/run.py'}]], []],
		['several local files', [[['FunctionGitRepo'], undefined], [['FunctionLocalFile'], {run: ['a.py', 'b.py']}]], []],
		['built-in function', [[start, builtIn], [['FunctionGitRepo'], undefined]], []],
		['packages of an action', [[['FunctionCRANPackage'], {start: ['dplyr']}]], ['warning unused-packages $.FunctionCRANPackage.start']],
		['packages of nobody', [[['PyPIPackageDownloads'], {other: ['numpy']}]], ['warning unused-packages $.PyPIPackageDownloads.other']],
		['no packages', [[['FunctionGitHubPackage'], {other: []}]], []],
	];
	for (const [name, changes, problems] of cases) {
		t.same(listProblems(change(buildDocument(), ...changes)), problems, name);
	}

	t.same(listProblems(change(buildDocument(joined), [['FunctionGitRepo'], undefined])).length, 1, 'a function that four actions call is told once');
});

t.test('a function repository has one of the forms FaaSr fetches', async t => {
	const cases: ReadonlyArray<readonly [repository: string | readonly string[], isRight: boolean]> = [
		['owner/repo', true],
		['owner/repo/folder', true],
		['owner/repo/main/path/file.py', true],
		['owner/repo/main/file.R', true],
		['owner/repo/file.py', false],
		['owner/repo/file.R', false],
		['owner/repo/main/file.jl', false],
		['https://github.com/owner/repo', false],
		['https://github.com/owner/repo/', false],
		['https://github.com/owner/repo.git', true],
		['https://github.com/owner/repo/blob/main/file.py', true],
		['repo', false],
		['', false],
		[['owner/repo', 'repo'], false],
	];
	for (const [repository, isRight] of cases) {
		const problems = listProblems(change(buildDocument(), [['FunctionGitRepo', 'run'], repository]))
			.filter(problem => problem.includes('function-repository-form'));
		t.equal(problems.length, isRight ? 0 : 1, String(repository));
	}
});

t.test('names must suit the platform they run on', async t => {
	const cases: ReadonlyArray<readonly [name: string, server: unknown, workflow: string, action: string, problems: readonly string[]]> = [
		['Lambda, 64 characters', lambda, 'w'.repeat(30), 'a'.repeat(33), []],
		['Lambda, 65 characters', lambda, 'w'.repeat(30), 'a'.repeat(34), ['platform-name']],
		['Lambda, capitals', lambda, 'Flow', 'Start', []],
		['Kubernetes', kubernetes, 'flow', 'start', []],
		['Kubernetes, capitals', kubernetes, 'Flow', 'start', ['platform-name']],
		['Kubernetes, underscores', kubernetes, 'flow', 'my_start', ['underscore-name', 'platform-name']],
		['Kubernetes, hyphen at the end', kubernetes, 'flow', 'start-', ['platform-name']],
		['Kubernetes, long', kubernetes, 'flow', 's'.repeat(70), ['platform-name']],
	];
	for (const [name, computeServer, workflowName, action, codes] of cases) {
		const document = buildDocument({[action]: []}, {WorkflowName: workflowName, ComputeServers: {GH: computeServer}});
		t.same(new Set(listProblems(document).map(problem => problem.split(' ')[1])), new Set(codes), name);
	}
});

t.test('underscores in names are a warning and the workflow loads', async t => {
	t.same(listProblems(buildDocument({my_start: ['my_end(2)'], my_end: []}, {WorkflowName: 'my_flow'})), [
		'warning underscore-name $.WorkflowName',
		'warning underscore-name $.ActionList.my_start',
		'warning underscore-name $.ActionList.my_end',
	]);
});

t.test('stores that differ deadlock every join', async t => {
	const split: readonly Change[] = [[['DataStores', 'Logs'], otherStore], [['LoggingDataStore'], 'Logs']];
	t.same(listProblems(change(buildDocument(joined), ...split)), ['warning split-stores $.LoggingDataStore']);
	t.match(getMessages(change(buildDocument(joined), ...split)), [/^Every join deadlocks \("d"\)/]);
	t.same(listProblems(change(buildDocument({a: ['b(2)'], b: ['c'], c: []}), ...split)), ['warning split-stores $.LoggingDataStore'], 'behind a ranked action');
	t.same(listProblems(change(buildDocument(), ...split)), [], 'without a join');
	t.same(listProblems(change(buildDocument(joined), split[1]!, [['DataStores', 'Logs'], {Bucket: 'bucket', Endpoint: 'https://s3.example.org', Region: 'us-east-1'}])), [], 'two names for one bucket');
	t.same(listProblems(change(buildDocument(joined), [['LoggingDataStore'], undefined])), ['warning missing-logging-data-store $'], 'no second store');
});

t.test('more objects than one listing has deadlock joins too', async t => {
	t.same(listProblems(buildDocument({a: ['b(600)'], b: ['c'], c: []})), ['warning too-many-keys $.ActionList']);
	t.same(listProblems(buildDocument({a: ['b(600)'], b: []})), []);
	t.same(listProblems(buildDocument({a: ['b(400)'], b: ['c'], c: []})), []);
});

t.test('any text makes a store anonymous, "FALSE" too', async t => {
	for (const [text, codes] of [['FALSE', ['warning anonymous-store $.DataStores.S3.Anonymous']], ['no', ['warning anonymous-store $.DataStores.S3.Anonymous']], ['TRUE', []]] as const) {
		t.same(listProblems(change(buildDocument(), [[...store, 'Anonymous'], text])), codes, text);
	}
});

t.test('credentials in the document are found and never repeated', async t => {
	// Put together here so that no scanner takes this file for a leak.
	const token = ['ghp', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('_');
	const keyId = ['AKIA', 'ABCDEFGHIJKLMNOP'].join('');
	const webToken = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'c2lnbmF0dXJl'].join('.');
	const pem = ['-----BEGIN PRIVATE', 'KEY-----\nabc'].join(' ');
	const cases: ReadonlyArray<readonly [path: ReadonlyArray<string | number>, value: unknown, place: string | undefined]> = [
		[[...server, 'Token'], token, '$.ComputeServers.GH.Token'],
		[[...server, 'Token'], 'My_GitHub_Account_TOKEN', undefined],
		[[...server, 'Token'], 'My_GitHub_Account_1_PAT', undefined],
		[[...store, 'AccessKey'], keyId, '$.DataStores.S3.AccessKey'],
		[[...store, 'SecretKey'], 'wJalrXUtnFEMI7MDENGbPxRfiCY', '$.DataStores.S3.SecretKey'],
		[[...store, 'SecretKey'], 'S3_SecretKey', undefined],
		[[...store, 'SecretKey'], 'X', undefined],
		[[...start, 'Arguments'], {list: [{text: `token ${token}`}]}, '$.ActionList.start.Arguments.list[0].text'],
		[[...start, 'Arguments'], {key: pem}, '$.ActionList.start.Arguments.key'],
		[[...start, 'Arguments'], {jwt: webToken}, '$.ActionList.start.Arguments.jwt'],
		[[...server, 'SecretsList'], {NAME: 'abcdefghijklmnopqrst'}, '$.ComputeServers.GH.SecretsList.NAME'],
		[[...server, 'SecretsList'], {NAME: ''}, undefined],
	];
	for (const [path, value, place] of cases) {
		const document = change(buildDocument(), [path, value]);
		t.same(listProblems(document), place === undefined ? [] : [`warning secret-in-document ${place}`], path.join('.'));
		t.notOk(getMessages(document).some(message => message.includes('abcdefghij') || message.includes(keyId) || message.includes('wJalr')));
	}
});

t.test('where secrets come from suits the platform', async t => {
	t.same(listProblems(change(buildDocument(), [server, {...kubernetes, UseSecretStore: true}])), ['warning kubernetes-secret-store $.ComputeServers.GH.UseSecretStore']);
	t.same(listProblems(change(buildDocument(), [server, kubernetes])), []);
	t.same(listProblems(change(buildDocument(), [[...server, 'UseSecretStore'], false])), ['warning secrets-in-payload $.ComputeServers.GH.UseSecretStore']);
	t.same(listProblems(change(buildDocument(), [[...server, 'UseSecretStore'], undefined])), []);
	t.same(listProblems(change(buildDocument(), [server, {...slurm, UseSecretStore: true}])), ['warning slurm-secret-store $.ComputeServers.GH.UseSecretStore']);
	t.same(listProblems(change(buildDocument(), [server, slurm])), [], 'its actions have no other source of credentials');
	t.same(listProblems(change(buildDocument(), [server, {FaaSType: 'OpenWhisk', Endpoint: 'https://ow.example.org', Namespace: 'n', UseSecretStore: false}])), [], 'they travel anyway');
});

t.test('a SLURM server names a version of the API that Slurm may still have', async t => {
	const cases = [['v0.0.36', true], ['v0.0.37', true], ['v0.0.38', false], ['v0.0.44', false], ['0.0.40', true], ['v40', true], ['', true]] as const;
	for (const [APIVersion, isWarned] of cases) {
		t.same(listProblems(change(buildDocument(), [server, {...slurm, APIVersion}])), isWarned ? ['warning slurm-api-version $.ComputeServers.GH.APIVersion'] : [], APIVersion);
	}

	t.match(getMessages(change(buildDocument(), [server, {...slurm, APIVersion: 'v0.0.37'}])), [/up to 23\.02; later ones answer 404/]);
});

t.test('a "$" of a server or a store is lost where FaaSr submits a job', async t => {
	const chain = buildDocument({start: ['next'], next: []});
	t.same(listProblems(change(chain, [server, slurm])), []);
	t.same(listProblems(change(chain, [server, {...slurm, WorkingDirectory: '/home/$USER'}])), ['warning dollar-in-secret $.ComputeServers.GH.WorkingDirectory']);
	t.same(listProblems(change(buildDocument(), [server, {...slurm, WorkingDirectory: '/home/$USER'}])), [], 'the entry action is not submitted by FaaSr');
	t.same(listProblems(change(chain, [[...server, 'Branch'], 'a$b'])), [], 'nothing runs on SLURM');
	t.notMatch(listProblems(change(buildDocument({start: ['nowhere']}), [[...server, 'Branch'], 'a$b'])).join(' '), /dollar/, 'nor does what is not there');
});

t.test('settings that have no effect or need another one', async t => {
	const format: Change = [['InvocationIDFromDate'], '%Y%m%d'];
	t.same(listProblems(change(buildDocument(), format, [['InvocationID'], '123'])), ['warning fixed-invocation-id $.InvocationIDFromDate']);
	t.same(listProblems(change(buildDocument(), format, [['InvocationID'], ''])), []);
	t.same(listProblems(change(buildDocument(), [[...start, 'RequiresVM'], true])), ['warning missing-vm-config $.ActionList.start.RequiresVM']);
	t.same(listProblems(change(buildDocument(), [[...start, 'RequiresVM'], false])), []);
});

t.test('a data store has an address and a name with which it can be reached', async t => {
	const cases: ReadonlyArray<readonly [key: string, value: string, problems: readonly string[]]> = [
		['Endpoint', 'play.min.io', ['error endpoint $.DataStores.S3.Endpoint']],
		['Endpoint', 'http://s3.example.org', ['warning plain-http-endpoint $.DataStores.S3.Endpoint']],
		['Endpoint', 'http://127.0.0.1:9000', []],
		['Bucket', 'b', ['warning bucket-name $.DataStores.S3.Bucket']],
	];
	for (const [key, value, problems] of cases) {
		t.same(listProblems(change(buildDocument(), [[...store, key], value])), problems, value);
	}
});

t.test('an image is an image, and no expression', async t => {
	const at = ['ActionContainers', 'start'];
	t.same(listProblems(change(buildDocument(), [at, ['$', '{{ inputs.PAYLOAD_URL }}'].join('')])), ['error container-image $.ActionContainers.start']);
	t.same(listProblems(change(buildDocument(), [at, 'two words'])), ['warning container-image $.ActionContainers.start']);
});

t.test('no secret has a name that decides what a job runs', async t => {
	t.same(listProblems(buildDocument({start: []}, {Secrets: ['API_KEY', 'PATH', 7, 'LD_PRELOAD']})), ['error reserved-secret $.Secrets', 'error reserved-secret $.Secrets']);
	t.same(listProblems(change(buildDocument(), [[...start, 'Secrets'], ['PAYLOAD_URL']])), ['error reserved-secret $.ActionList.start.Secrets']);
});

t.test('a server that sends credentials along does not invoke on one that has a secret store', async t => {
	const servers = {GH: {FaaSType: 'GitHubActions', UserName: 'u', ActionRepoName: 'r', Branch: 'main', UseSecretStore: false}, Other: {FaaSType: 'GitHubActions', UserName: 'u', ActionRepoName: 'r2', Branch: 'main', UseSecretStore: true}};
	const mixed = change(buildDocument({start: ['end'], end: []}, {ComputeServers: servers}), [['ActionList', 'end', 'FaaSServer'], 'Other']);
	const codes = (document: unknown) => listProblems(document).filter(problem => problem.includes('mixed'));
	t.same(codes(mixed), ['warning mixed-secret-stores $.ActionList.start.InvokeNext']);
	t.same(codes(change(mixed, [['ComputeServers', 'GH', 'UseSecretStore'], true])), []);
	t.same(codes(change(mixed, [['ComputeServers', 'Other', 'UseSecretStore'], false])), []);
	t.same(codes(change(mixed, [['ActionList', 'start', 'FaaSServer'], 'Other'], [['ActionList', 'end', 'FaaSServer'], 'GH'])), [], 'the other way round it works');
});
