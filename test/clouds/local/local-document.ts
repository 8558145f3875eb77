import t from 'tap';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {localizeDocument} from '../../../source/clouds/local/local-document.js';
import {createLocalRepositories} from '../../../source/clouds/local/local-repositories.js';

const endpoint = 'http://127.0.0.1:1234';

const createDocument = (change: Partial<WorkflowDocument> = {}): WorkflowDocument => ({
	WorkflowName: 'flow',
	FunctionInvoke: 'start',
	ActionList: {start: {FunctionName: 'f', FaaSServer: 'GH'}, end: {FunctionName: 'f', FaaSServer: 'GH'}},
	ComputeServers: {GH: {FaaSType: 'GitHubActions', UserName: 'me', ActionRepoName: 'mine'}},
	DataStores: {S3: {Bucket: 'bucket'}},
	DefaultDataStore: 'S3',
	...change,
});

await t.test('every store is on this machine and has only its bucket in common with the document', async t => {
	const {DataStores: stores} = localizeDocument(createDocument({
		DataStores: {
			S3: {
				Endpoint: 'https://s3.example', Bucket: 'bucket', Region: 'eu', Anonymous: 'TRUE', AccessKey: 'inline', SecretKey: 'inline', Writable: 'TRUE',
			},
			None: {Bucket: 'other'},
		},
	}), endpoint);
	t.same(stores, {
		S3: {
			Endpoint: endpoint, Bucket: 'bucket', Region: 'us-east-1', Writable: 'TRUE',
		},
		None: {Endpoint: endpoint, Bucket: 'other', Region: 'us-east-1'},
	});
});

await t.test('one bucket stays one, buckets of the same name on different services stay apart', async t => {
	const {DataStores: stores} = localizeDocument(createDocument({
		DataStores: {
			A: {Endpoint: 'https://one.example', Bucket: 'bucket'},
			B: {Endpoint: 'https://one.example', Bucket: 'bucket'},
			C: {Endpoint: 'https://two.example', Bucket: 'bucket'},
			D: {Bucket: 'bucket'},
			E: {Bucket: 'bucket-2'},
			F: {Endpoint: 'https://two.example', Bucket: 'bucket'},
		},
	}), endpoint);
	t.same(Object.values(stores).map(store => store.Bucket), ['bucket', 'bucket', 'bucket-2', 'bucket-3', 'bucket-2-2', 'bucket-2']);
});

const local = {
	FaaSType: 'GitHubActions', UserName: 'local', ActionRepoName: 'local', Branch: 'main', UseSecretStore: true,
};

const servers: ReadonlyArray<readonly [title: string, server: WorkflowDocument['ComputeServers'][string], expected: unknown]> = [
	['keeps its repository and branch', {
		FaaSType: 'GitHubActions', UserName: 'me', ActionRepoName: 'mine', Branch: 'dev', UseSecretStore: false, Token: 'inline',
	}, {
		...local, UserName: 'me', ActionRepoName: 'mine', Branch: 'dev',
	}],
	['without a repository gets a local one', {FaaSType: 'GitHubActions', UserName: 'me'}, local],
	['with a repository that no path can hold gets a local one', {FaaSType: 'GitHubActions', UserName: 'me/too', ActionRepoName: 'mine'}, local],
	['of another platform gets a local repository', {FaaSType: 'SLURM', UserName: 'me', Endpoint: 'https://slurm.example', Branch: 'x'}, local],
];

for (const [title, server, expected] of servers) {
	await t.test(`a server ${title}`, async t => {
		t.same(localizeDocument(createDocument({ComputeServers: {GH: server}}), endpoint).ComputeServers, {GH: expected});
	});
}

await t.test('keys without which FaaSr has nowhere to log get its defaults', async t => {
	t.match(localizeDocument(createDocument(), endpoint), {FaaSrLog: 'FaaSrLog', LoggingDataStore: 'S3'});
	t.match(localizeDocument(createDocument({FaaSrLog: ''}), endpoint), {FaaSrLog: 'FaaSrLog'});
	t.match(localizeDocument(createDocument({FaaSrLog: 'logs', LoggingDataStore: 'L'}), endpoint), {FaaSrLog: 'logs', LoggingDataStore: 'L'});
});

await t.test('every action is registered in its server\'s repository, and the document is beside the entry', async t => {
	const document = localizeDocument(createDocument({
		ActionList: {
			end: {FunctionName: 'f', FaaSServer: 'Lambda'}, start: {FunctionName: 'f', FaaSServer: 'GH'}, middle: {FunctionName: 'f', FaaSServer: 'Same'},
		},
		ComputeServers: {
			GH: {FaaSType: 'GitHubActions', UserName: 'me', ActionRepoName: 'mine'},
			Same: {
				FaaSType: 'GitHubActions', UserName: 'ME', ActionRepoName: 'Mine', Branch: 'dev',
			},
			Lambda: {FaaSType: 'Lambda'},
		},
	}), endpoint);
	const {repositories, payloadUrl, entryRepository} = createLocalRepositories(document);
	t.match(repositories, [
		{owner: 'local', name: 'local', branches: ['main'], workflows: [{id: 1, path: '.github/workflows/flow-end.yml', action: 'end'}]},
		{
			owner: 'me', name: 'mine', branches: ['main', 'dev'], workflows: [{id: 2, name: 'flow-start'}, {id: 3, name: 'flow-middle'}],
		},
	]);
	t.same(repositories.map(({files}) => [...files.keys()]), [[], ['flow.json']]);
	t.same(JSON.parse(new TextDecoder().decode(repositories[1]?.files.get('flow.json'))), document);
	t.equal(payloadUrl, 'me/mine/main/flow.json');
	t.equal(entryRepository, 'me/mine');
});
