import t from 'tap';
import {isFromFile, pickSettings} from '../../../source/clouds/credentials/settings.js';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';

const document: WorkflowDocument = {
	WorkflowName: 'flow',
	FunctionInvoke: 'a',
	ActionList: {a: {FunctionName: 'f', FaaSServer: 'GH', Secrets: ['OF_THE_ACTION']}},
	ComputeServers: {GH: {FaaSType: 'GitHubActions'}, NPM: {FaaSType: 'GitHubActions'}, AWS: {FaaSType: 'Lambda'}},
	DataStores: {Files: {Bucket: 'b'}},
	DefaultDataStore: 'Files',
	Secrets: ['OF_THE_DOCUMENT'],
	VMConfig: {Name: 'VM'},
};

const always = ['GITHUB_REPOSITORY', 'TEST_WORKFLOW_FILE', 'FAASR_TUI_THEME', 'FAASR_TUI_ACCESSIBLE', 'FAASR_TUI_STREAM'];
const ofTheDocument = [
	'GITHUB_TOKEN', 'GH_PAT', 'github_pat', 'GH_PAT', 'NPM_PAT', 'AWS_AccessKey', 'AWS_SecretKey', 'FILES_ACCESSKEY', 'Files_SecretKey',
	'MINIO_ACCESS_KEY', 'MY_S3_BUCKET_SECRETKEY', 'S3_AccessKey', 'VM_AccessKey', 'OF_THE_ACTION', 'OF_THE_DOCUMENT',
];
const never = [
	'PATH', 'HOME', 'PAGER', 'VISUAL', 'EDITOR', 'BROWSER', 'GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'GITHUB_API_URL', 'XDG_CONFIG_HOME', 'NODE_OPTIONS', 'LD_PRELOAD',
	'CI', 'TERM', 'DISPLAY', 'HTTPS_PROXY', 'AWS_ENDPOINT_URL', 'NPM_TOKEN', 'FAASR_TUI_VERBOSE', 'INK_SCREEN_READER', 'Other_AccessKey',
];

const toEnvironment = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, `${name} of the file`]));

t.test('of .env only the names of a list count, and those of the document once it is known', async t => {
	const envFile = toEnvironment([...always, ...ofTheDocument, ...never]);
	t.same(pickSettings({env: {}, envFile}), toEnvironment(always));
	t.same(pickSettings({env: {}, envFile}, document), toEnvironment([...always, ...ofTheDocument]));
});

t.test('the process wins against .env, and keeps what .env may not set', async t => {
	const env = {PATH: '/bin', GITHUB_TOKEN: 'own', GITHUB_REPOSITORY: ''};
	t.same(pickSettings({env, envFile: {PATH: './bin', GITHUB_TOKEN: 'other', GITHUB_REPOSITORY: 'a/b', gh_pat: 'new'}}, document), {...env, gh_pat: 'new'});
	t.same(pickSettings({env}), env);
});

t.test('whether only .env sets a variable', async t => {
	const settings = {env: {A: '', B: undefined}, envFile: {A: '1', B: '1'}};
	t.same(['A', 'B', 'C'].map(name => isFromFile(settings, name)), [false, true, false]);
	t.equal(isFromFile({env: {}}, 'A'), false);
});
