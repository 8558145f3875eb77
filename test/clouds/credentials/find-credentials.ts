import t from 'tap';
import {listSecretValues} from '../../../source/clouds/credentials/credentials.js';
import {createMissingError, describeUsed, listUsed} from '../../../source/clouds/credentials/describe-credentials.js';
import {findCredentials, hasNoCredentials} from '../../../source/clouds/credentials/find-credentials.js';
import {type ComputeServer, type DataStore, type WorkflowDocument} from '../../../source/core/workflow/document.js';

type Parts = {
	readonly servers?: Readonly<Record<string, ComputeServer>>;
	readonly stores?: Readonly<Record<string, DataStore>>;
	readonly logs?: string;
};

const github: ComputeServer = {FaaSType: 'GitHubActions', UserName: 'o', ActionRepoName: 'r', UseSecretStore: true};

const cluster: ComputeServer = {FaaSType: 'SLURM', Endpoint: 'slurm.example:6820', UseSecretStore: false};

const createDocument = ({servers = {My_GitHub_Account: github}, stores = {My_S3_Bucket: {Bucket: 'b'}}, logs}: Parts = {}): WorkflowDocument => ({
	WorkflowName: 'flow',
	FunctionInvoke: 'on-0',
	// One action on each server.
	ActionList: Object.fromEntries(Object.keys(servers).map((FaaSServer, index) => [`on-${index}`, {FunctionName: 'f', FaaSServer}])),
	ComputeServers: servers,
	DataStores: stores,
	DefaultDataStore: Object.keys(stores)[0]!,
	...(logs !== undefined && {LoggingDataStore: logs}),
});

const keys = {My_S3_Bucket_AccessKey: 'access', My_S3_Bucket_SecretKey: 'secret'};

type Naming = readonly [title: string, env: Readonly<Record<string, string>>, used: readonly string[]];

const namings: readonly Naming[] = [
	['FaaSr\'s derived names', {My_GitHub_Account_PAT: 't', ...keys}, ['My_GitHub_Account_PAT', 'My_S3_Bucket_AccessKey', 'My_S3_Bucket_SecretKey']],
	['capitals without underscores', {MYGITHUBACCOUNTPAT: 't', MYS3BUCKETACCESSKEY: 'access', MYS3BUCKETSECRETKEY: 'secret'}, ['MYGITHUBACCOUNTPAT', 'MYS3BUCKETACCESSKEY', 'MYS3BUCKETSECRETKEY']],
	['the store\'s names of the 1.x generation', {GITHUB_TOKEN: 't', My_S3_Bucket_ACCESS_KEY: 'access', My_S3_Bucket_SECRET_KEY: 'secret'}, ['GITHUB_TOKEN', 'My_S3_Bucket_ACCESS_KEY', 'My_S3_Bucket_SECRET_KEY']],
	['the names of the public test runners', {GITHUB_TOKEN: 't', MY_S3_BUCKET_ACCESSKEY: 'access', MY_S3_BUCKET_SECRETKEY: 'secret'}, ['GITHUB_TOKEN', 'MY_S3_BUCKET_ACCESSKEY', 'MY_S3_BUCKET_SECRETKEY']],
	['the names of the integration tests', {GH_PAT: 't', S3_AccessKey: 'access', S3_SECRETKEY: 'secret'}, ['GH_PAT', 'S3_AccessKey', 'S3_SECRETKEY']],
	['derived names before aliases', {GH_PAT: 'x', My_GitHub_Account_PAT: 't', S3_AccessKey: 'x', S3_SecretKey: 'x', ...keys}, ['My_GitHub_Account_PAT', 'My_S3_Bucket_AccessKey', 'My_S3_Bucket_SecretKey']],
	['a whole pair of aliases before half a derived one', {GH_PAT: 't', My_S3_Bucket_AccessKey: 'x', S3_AccessKey: 'access', S3_SecretKey: 'secret'}, ['GH_PAT', 'S3_AccessKey', 'S3_SecretKey']],
];

for (const [title, env, used] of namings) {
	t.test(`${title} are found, and what was used is recorded without its value`, async t => {
		const credentials = findCredentials(createDocument(), {env: {GITHUB_REPOSITORY: 'o/r', ...env}});
		t.same(credentials.missing, []);
		t.equal(credentials.token, 't');
		t.same(credentials.stores.get('My_S3_Bucket'), {accessKeyId: 'access', secretAccessKey: 'secret'});
		t.same(credentials.used.map(({variable}) => variable).filter(name => name !== 'GITHUB_REPOSITORY'), used);
		t.notMatch(describeUsed(credentials), /: t\b|\baccess\b(?! key)|\bsecret\b(?! key)/u);
	});
}

t.test('all that is missing is listed at once with what it is for', async t => {
	const stores = {Files: {Bucket: 'b'}, Logs: {Bucket: 'l'}, Other: {Bucket: 'o'}};
	const {missing} = findCredentials(createDocument({stores, logs: 'Logs'}), {env: {Logs_AccessKey: 'half', GITHUB_REPOSITORY: 'no-owner'}});
	t.same(missing.map(({variable}) => variable), ['GITHUB_TOKEN', 'GITHUB_REPOSITORY', 'Files_AccessKey', 'Files_SecretKey', 'Logs_SecretKey']);
	const {message, code, hint} = createMissingError(missing);
	t.match(message, /GITHUB_TOKEN \(to dispatch and watch runs\), [^]*Logs_SecretKey \(secret key of the data store Logs\)\.$/u);
	t.equal(code, 'credentials');
	t.match(hint, /--local/u);
	t.notMatch(message, 'half');
});

t.test('an anonymous store needs no keys, whatever its Anonymous says', async t => {
	const {missing, stores} = findCredentials(createDocument({stores: {Open: {Bucket: 'b', Anonymous: 'FALSE'}}}), {env: {GH_PAT: 't', GITHUB_REPOSITORY: 'o/r'}});
	t.same(missing, []);
	t.equal(stores.size, 0);
});

t.test('the alias of one store is not taken for another that has it as its own name', async t => {
	const document = createDocument({stores: {Mine: {Bucket: 'b'}, S3: {Bucket: 's'}}});
	const {missing, stores} = findCredentials(document, {env: {GH_PAT: 't', GITHUB_REPOSITORY: 'o/r', S3_AccessKey: 'a', S3_SecretKey: 's'}});
	t.same(missing.map(({variable}) => variable), ['Mine_AccessKey', 'Mine_SecretKey']);
	t.same([...stores.keys()], ['S3']);
});

t.test('each repository has its own server\'s token, else the entry\'s', async t => {
	const servers = {
		GH: github,
		Own: {...github, UserName: 'own', ActionRepoName: 'repo'},
		Shared: {...github, UserName: 'shared', ActionRepoName: 'repo'},
		Same: {...github, UserName: 'O', ActionRepoName: 'R'},
	};
	const {tokens, token} = findCredentials(createDocument({servers}), {env: {GITHUB_REPOSITORY: 'o/r', GH_PAT: 'first', Own_PAT: 'second', Same_PAT: 'third', ...keys}});
	t.equal(token, 'first');
	t.same(tokens.map(entry => [entry.owner, entry.token]), [['o', 'first'], ['own', 'second'], ['shared', 'first']]);
});

t.test('with a secret store nothing travels; without one every server\'s and store\'s secret does, and is missed', async t => {
	const AWS: ComputeServer = {FaaSType: 'Lambda', UseSecretStore: true};
	const env = {GITHUB_REPOSITORY: 'o/r', GH_PAT: 'token', ...keys};
	t.same(findCredentials(createDocument({servers: {My_GitHub_Account: github, AWS}}), {env}).secrets, {});

	const open = createDocument({servers: {My_GitHub_Account: {...github, UseSecretStore: false}, AWS}});
	const half = findCredentials(open, {env});
	t.same(half.missing.map(({variable}) => variable), ['AWS_AccessKey', 'AWS_SecretKey']);
	const whole = findCredentials(open, {env: {...env, aws_accesskey: 'aws-access', AWS_SecretKey: 'aws-secret'}});
	t.same(whole.missing, []);
	t.same(whole.secrets, {
		My_GitHub_Account_PAT: 'token', My_S3_Bucket_AccessKey: 'access', My_S3_Bucket_SecretKey: 'secret', AWS_AccessKey: 'aws-access', AWS_SecretKey: 'aws-secret',
	});
	t.same(listSecretValues(whole).toSorted(), ['access', 'aws-access', 'aws-secret', 'secret', 'token'], 'all of them are masked');
});

t.test('no credentials are set when neither a token nor a key is, whatever else is set', async t => {
	t.equal(hasNoCredentials(createDocument(), {env: {GITHUB_REPOSITORY: 'o/r', HOME: '/', GITHUB_TOKEN: ''}}), true);
	t.equal(hasNoCredentials(createDocument(), {env: {gh_pat: 't'}}), false);
	t.equal(hasNoCredentials(createDocument(), {env: {S3_SecretKey: 's'}}), false);
});

t.test('where each value goes is known before it is sent', async t => {
	const open: ComputeServer = {...github, UseSecretStore: false};
	const document = createDocument({servers: {GH: open, AWS: {FaaSType: 'Lambda'}}, stores: {Files: {Bucket: 'b', Endpoint: 'https://minio.example:9000/x'}, Logs: {Bucket: 'l', Region: 'eu-west-1'}}});
	const credentials = findCredentials(document, {env: {
		GH_PAT: 't', GITHUB_REPOSITORY: 'o/r', Files_AccessKey: 'a', Files_SecretKey: 's', Logs_AccessKey: 'a', Logs_SecretKey: 's', AWS_AccessKey: 'a', AWS_SecretKey: 's',
		GITHUB_API_URL: 'https://ghe.example/api/v3',
	}});
	t.equal(credentials.apiUrl, 'https://ghe.example/api/v3');
	t.same(listUsed(credentials).map(({label}) => label), [
		'GH_PAT -> ghe.example', 'GITHUB_REPOSITORY', 'Files_AccessKey -> minio.example:9000, ghe.example', 'Files_SecretKey -> ghe.example',
		'Logs_AccessKey -> s3.eu-west-1.amazonaws.com, ghe.example', 'Logs_SecretKey -> ghe.example', 'AWS_AccessKey -> ghe.example', 'AWS_SecretKey -> ghe.example',
	]);
	const sealed = findCredentials(createDocument(), {env: {GH_PAT: 't', GITHUB_REPOSITORY: 'o/r', ...keys}});
	t.same(listUsed(sealed).map(({label}) => label), ['GH_PAT -> api.github.com', 'GITHUB_REPOSITORY', 'My_S3_Bucket_AccessKey -> s3.us-east-1.amazonaws.com', 'My_S3_Bucket_SecretKey']);
});

t.test('a server\'s name leads to no other variable than FaaSr derives from it', async t => {
	const {token, missing} = findCredentials(createDocument({servers: {NPM: github}}), {env: {NPM_TOKEN: 'of npm', GITHUB_REPOSITORY: 'o/r', ...keys}});
	t.equal(token, '');
	t.same(missing.map(({variable}) => variable), ['GITHUB_TOKEN']);
	const named = {NPM: {...cluster, Endpoint: 'https://evil.example'}};
	const env = {NPM_TOKEN: 'of npm', GITHUB_REPOSITORY: 'o/r', GH_PAT: 't', ...keys};
	t.same(findCredentials(createDocument({servers: named}), {env}).missing.map(({variable}) => variable), ['NPM_Token']);
	const travelling = findCredentials(createDocument({servers: {GH: {...github, UseSecretStore: false}, ...named}}), {env});
	t.notMatch(JSON.stringify(travelling), 'of npm');
});

t.test('what .env would send elsewhere is refused, whatever of the user\'s it is', async t => {
	const envFile = {GITHUB_API_URL: 'https://evil.example', GITHUB_REPOSITORY: 'o/r', GH_PAT: 't', ...keys};
	t.equal(findCredentials(createDocument(), {env: {}, envFile}).apiUrl, 'https://evil.example');
	t.throws(() => findCredentials(createDocument(), {env: {GITHUB_TOKEN: 'own'}, envFile}), {code: 'credentials', message: /GITHUB_TOKEN of your environment to evil\.example/u});
	const open = createDocument({servers: {GH: {...github, UseSecretStore: false}}});
	t.throws(() => findCredentials(open, {env: keys, envFile}), {code: 'credentials', message: /My_S3_Bucket_AccessKey of your environment to evil\.example/u});
});

t.test('a workflow on a cluster needs the cluster\'s token, and none of GitHub\'s', async t => {
	const document = createDocument({servers: {Cluster: cluster}});
	const found = findCredentials(document, {env: {Cluster_Token: 'eyJ', GITHUB_REPOSITORY: 'o/r', GITHUB_TOKEN: 'not asked for', ...keys}});
	t.same(found.missing, []);
	t.same([...found.servers], [['Cluster', {token: 'eyJ', variable: 'Cluster_Token'}]]);
	t.same([found.token, found.fetchToken, found.tokens], ['not asked for', '', []]);
	t.same(found.secrets, {Cluster_Token: 'eyJ', My_S3_Bucket_AccessKey: 'access', My_S3_Bucket_SecretKey: 'secret'});
	t.same(listUsed(found).map(({label}) => label), [
		'Cluster_Token -> slurm.example:6820', 'GITHUB_REPOSITORY', 'My_S3_Bucket_AccessKey -> s3.us-east-1.amazonaws.com, slurm.example:6820', 'My_S3_Bucket_SecretKey -> slurm.example:6820',
	], 'GITHUB_TOKEN goes nowhere');
	t.ok(listSecretValues(found).includes('eyJ'));

	const {missing} = findCredentials(document, {env: {GITHUB_TOKEN: 't'}});
	t.same(missing.map(({variable}) => variable), ['Cluster_Token', 'GITHUB_REPOSITORY', 'My_S3_Bucket_AccessKey', 'My_S3_Bucket_SecretKey']);
	t.equal(missing[0]?.purpose, 'to submit and watch jobs of the server Cluster');
});

t.test('a cluster\'s token has FaaSr\'s derived name or that of its scripts, also in .env', async t => {
	const Pods: ComputeServer = {FaaSType: 'Kubernetes', Endpoint: 'https://k8s.example', UseSecretStore: false};
	const document = createDocument({servers: {Cluster: cluster, Pods}});
	const {servers, used} = findCredentials(document, {env: {Cluster_Token: 'a', SLURM_Token: 'x', K8s_Token: 'b', GITHUB_REPOSITORY: 'o/r', ...keys}});
	t.same([...servers], [['Cluster', {token: 'a', variable: 'Cluster_Token'}], ['Pods', {token: 'b', variable: 'K8s_Token'}]]);
	t.same(used.filter(({variable}) => variable === 'K8s_Token').map(({host}) => host), ['k8s.example', 'slurm.example:6820'], 'its own server, and the one whose jobs pass it on');
	const file = findCredentials(document, {env: {}, envFile: {SLURM_TOKEN: 'c', K8S_TOKEN: 'd', GITHUB_REPOSITORY: 'o/r', ...keys}});
	t.same([...file.servers.values()].map(({token}) => token), ['c', 'd']);
	t.equal(hasNoCredentials(document, {env: {slurm_token: 'c'}}), false);
});

t.test('who begins on GitHub may lack a cluster\'s token, and the other way round: S3 tells of the rest', async t => {
	const open: ComputeServer = {...github, UseSecretStore: true};
	const fromGithub = findCredentials(createDocument({servers: {GH: open, Cluster: cluster}}), {env: {GH_PAT: 't', GITHUB_REPOSITORY: 'o/r', ...keys}});
	t.same(fromGithub.missing, []);
	t.same([...fromGithub.servers.keys()], ['GH']);
	const fromCluster = findCredentials(createDocument({servers: {Cluster: cluster, GH: open}}), {env: {Cluster_Token: 'eyJ', GITHUB_REPOSITORY: 'o/r', ...keys}});
	t.same(fromCluster.missing.map(({variable}) => variable), ['GH_PAT'], 'the job on the cluster dispatches with it');
	t.same([...fromCluster.servers.keys()], ['Cluster']);
});

t.test('only GH_PAT goes along for containers on a cluster to fetch the document with', async t => {
	const env = {Cluster_Token: 'eyJ', GITHUB_REPOSITORY: 'o/r', ...keys};
	t.equal(findCredentials(createDocument({servers: {Cluster: cluster}}), {env: {...env, GITHUB_TOKEN: 't'}}).fetchToken, '');
	const {fetchToken, used} = findCredentials(createDocument({servers: {Cluster: cluster}}), {env: {...env, GH_PAT: 'fetch'}});
	t.equal(fetchToken, 'fetch');
	t.same(used.filter(({variable}) => variable === 'GH_PAT'), [{variable: 'GH_PAT', purpose: 'with which containers fetch the document', host: 'slurm.example:6820'}]);
	t.equal(findCredentials(createDocument(), {env: {...env, GH_PAT: 'fetch'}}).fetchToken, '', 'nothing runs on a cluster');
});
