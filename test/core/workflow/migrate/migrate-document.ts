import {readFileSync} from 'node:fs';
import t from 'tap';
import {migrateDocument, type MigrationOptions} from '../../../../source/core/workflow/migrate/migrate-document.js';
import {parseWorkflow} from '../../../../source/core/workflow/parse-workflow.js';
import {buildDocument, changeAt} from '../../../support/workflows/build-document.js';

const read = (name: string): Record<string, unknown> =>
	JSON.parse(readFileSync(new URL(`../../../support/workflows/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;

const migrate = (source: Record<string, unknown>, options: Partial<MigrationOptions> = {}) =>
	migrateDocument(source, {workflowName: 'imported', findType: () => undefined, ...options});

const listErrors = (document: unknown): readonly string[] =>
	parseWorkflow(JSON.stringify(document)).problems.filter(({severity}) => severity === 'error').map(({code}) => code);

t.test('documents of FaaSr 0, 1 and early 2 become documents that FaaSr 2.1.0 runs', async t => {
	for (const name of ['prehistoric', 'v1-functionlist', 'underscores-seed-main', 'tutorial', 'flare-many-stores']) {
		const {document} = migrate(read(name));
		t.strictSame(listErrors(document), [], name);
		t.notOk(parseWorkflow(JSON.stringify(document)).problems.some(({code}) => code === 'underscore-name'), name);
	}
});

t.test('version 1: lists, a language and an image of FaaSr 2 for every action, and each change in a sentence', async t => {
	const {document, changes} = migrate(read('v1-functionlist'), {workflowName: 'my_tutorial', findType: name => name === 'compute_div' ? 'Python' : undefined});
	t.match(document, {
		WorkflowName: 'my-tutorial',
		ActionList: {sum: {FunctionName: 'compute_sum', Type: 'R', InvokeNext: ['finalsum']}, div: {Type: 'Python', InvokeNext: ['sum2']}},
		ActionContainers: {sum: 'ghcr.io/faasr/github-actions-r:latest', div: 'ghcr.io/faasr/github-actions-python:latest'},
		ComputeServers: {My_GitHub_Account: {Branch: 'main', UseSecretStore: true}},
		DefaultDataStore: 'My_Minio_Bucket',
	});
	t.notOk(Object.hasOwn(document, 'FunctionList'));
	t.equal(changes[0], 'FunctionList is ActionList now, and every InvokeNext a list.');
	t.ok(changes.includes('Action div: Type is Python, as its file says.'));
	t.ok(changes.includes('Action sum: its image is ghcr.io/faasr/github-actions-r:latest, in place of ghcr.io/faasr/github-actions-tidyverse.'));
});

t.test('version 0: repositories go from Actionname to the function, LoggingServer to LoggingDataStore', async t => {
	const {document} = migrate(read('prehistoric'));
	t.match(document, {
		ActionList: {F1: {FunctionName: 'git_test1', InvokeNext: ['F3', 'F2']}},
		FunctionGitRepo: {git_test1: 'https://github.com/example-user/faasr_example.git'},
		ComputeServers: {github_a: {ActionRepoName: 'git_test1', Branch: 'main'}},
		DataStores: {S3_A: {Endpoint: 'https://my_s3'}},
		LoggingDataStore: 'S3_A',
		FaaSrLog: 'FaaSrLog',
	});
	t.notOk(Object.hasOwn(document, 'InvocationID'), '000 is no InvocationID');
});

t.test('no credential stays in a document, and its value is in no sentence', async t => {
	const source = changeAt(changeAt(buildDocument(), ['ComputeServers', 'GH', 'Token'], 'CANARY-1'), ['DataStores', 'S3', 'SecretKey'], 'CANARY-2');
	const {document, changes} = migrate(source);
	t.notMatch(JSON.stringify([document, changes]), /CANARY/);
	t.strictSame(changes, [
		'Compute server GH: Token is left out, credentials come from the environment.',
		'Data store S3: SecretKey is left out, credentials come from the environment.',
	]);
});

t.test('keys that FaaSr 2 refuses are left out and named', async t => {
	const source = changeAt(changeAt(buildDocument(), ['ActionList', 'start', 'Rank'], 3), ['DataStores', 'S3', 'SSL'], 'TRUE');
	const {document, changes} = migrate(source);
	t.strictSame(listErrors(document), []);
	t.strictSame(changes, ['Action start: Rank is left out, FaaSr 2 refuses it.', 'Data store S3: SSL is left out, FaaSr 2 refuses it.']);
});

t.test('a document of today stays as it is', async t => {
	const source = buildDocument({start: ['sum(2)'], sum: []}, {InvocationID: '0f0e0d0c-1111-2222-3333-444455556666'});
	const {document, changes} = migrate(source);
	t.same(document, source);
	t.strictSame(changes, []);
});

t.test('what cannot be migrated is left for validate to name', async t => {
	t.strictSame(listErrors(migrate(read('builder-v1')).document).toSorted(), ['missing-key', 'missing-key', 'missing-key']);
	t.match(listErrors(migrate(read('cycle')).document), ['cycle']);
	const {document} = migrate({FunctionList: {a: 'rubbish', b: {FaaSServer: 5}}, ComputeServers: 3, DataStores: {x: 7}, FunctionInvoke: 'a(2)'});
	t.match(document, {FunctionInvoke: 'a', ActionList: {a: {InvokeNext: []}}, DataStores: {x: 7}});
});

t.test('an image that is not FaaSr\'s stays, and other platforms get none invented', async t => {
	const source = read('v1-functionlist');
	const changed = changeAt(changeAt(source, ['ActionContainers', 'sum'], 'ghcr.io/me/own:1'), ['ComputeServers', 'My_GitHub_Account', 'FaaSType'], 'SLURM');
	const {document} = migrate(changed);
	t.match(document, {ActionContainers: {sum: 'ghcr.io/me/own:1', start: 'ghcr.io/faasr/github-actions-tidyverse'}});
});

t.test('stores: anonymous ones stay so, as a text', async t => {
	const migrateStore = (store: Record<string, unknown>) => migrate(buildDocument({start: []}, {DataStores: {S3: store}})).document['DataStores'];
	t.same(migrateStore({Bucket: 'b', Anonymous: true}), {S3: {Bucket: 'b', Anonymous: 'TRUE'}});
	t.same(migrateStore({Bucket: 'b', Anonymous: 'yes'}), {S3: {Bucket: 'b', Anonymous: 'yes'}});
	t.same(migrateStore({Bucket: 'b', Anonymous: false}), {S3: {Bucket: 'b'}});
	t.same(migrateStore({Bucket: 'b', Endpoint: 's3.example.org', Protocol: 'http'}), {S3: {Bucket: 'b', Endpoint: 'http://s3.example.org'}});
	t.same(migrateStore({Bucket: 'b', Endpoint: 's3.example.org'}), {S3: {Bucket: 'b', Endpoint: 'https://s3.example.org'}});
});

t.test('servers: an old key gives way to the new one, and what is set stays', async t => {
	const migrateServer = (server: Record<string, unknown>) => migrate(buildDocument({start: []}, {ComputeServers: {GH: {FaaSType: 'GitHubActions', ...server}}})).document['ComputeServers'];
	t.same(migrateServer({RepoName: 'old', Ref: 'dev'}), {GH: {FaaSType: 'GitHubActions', ActionRepoName: 'old', Branch: 'dev', UseSecretStore: true}});
	t.same(migrateServer({RepoName: 'old', ActionRepoName: 'new', UseSecretStore: false}), {GH: {FaaSType: 'GitHubActions', ActionRepoName: 'new', Branch: 'main', UseSecretStore: false}});
});

t.test('rubbish in a document of FaaSr 0 stops nothing', async t => {
	const {document} = migrate({FunctionList: {a: {Actionname: 5, Type: 3, InvokeNext: ['nobody']}}, LoggingServer: 'x'});
	t.match(document, {FunctionInvoke: '', ActionList: {a: {Type: 3, InvokeNext: ['nobody']}}});
});
