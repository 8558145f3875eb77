import t from 'tap';
import {findCredentials} from '../../../source/clouds/credentials/find-credentials.js';
import {createPlatforms, listUsedServers} from '../../../source/clouds/platforms/create-platforms.js';
import {describeUnseen} from '../../../source/clouds/platforms/describe-unseen.js';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createTinyDocument} from '../../support/core/tiny-workflow.js';

const github = {FaaSType: 'GitHubActions', UserName: 'o', ActionRepoName: 'r', Branch: 'main', UseSecretStore: true};
const env = {GITHUB_TOKEN: 'token', GITHUB_REPOSITORY: 'o/r', S3_AccessKey: 'a', S3_SecretKey: 's'};

/** A document whose actions are on these servers, each one's type its name. */
const createDocument = (servers: Readonly<Record<string, string>>, types: WorkflowDocument['ComputeServers']): WorkflowDocument => {
	const tiny = createTinyDocument({[Object.keys(servers)[0]!]: Object.keys(servers).slice(1), ...Object.fromEntries(Object.keys(servers).slice(1).map(action => [action, []]))});
	return {...tiny, ComputeServers: types, ActionList: Object.fromEntries(Object.entries(servers).map(([action, FaaSServer]) => [action, {...tiny.ActionList[action]!, FaaSServer}]))};
};

const open = (document: WorkflowDocument, settings: Readonly<Record<string, string>> = env) =>
	createPlatforms({document, payloadUrl: 'o/r/main/flow.json', credentials: findCredentials(document, {env: settings}), clock: createVirtualClock(0)});

t.test('a document with GitHub alone has GitHub\'s platform, and nothing to be told', async t => {
	const document = createDocument({a: 'GH', b: 'Other'}, {GH: github, Other: {...github, ActionRepoName: 's'}, Unused: {FaaSType: 'Lambda'}});
	const {platform, unseen} = open(document);
	t.equal(platform.label, 'GitHub Actions o/r@main');
	t.same(unseen, []);
	t.equal(describeUnseen(unseen, document), undefined);
	t.equal(platform.getListedAt, undefined, 'it is GitHub\'s own');
});

t.test('servers of platforms that nothing drives yet are followed by S3 alone, and their nodes are named', async t => {
	const many = Object.fromEntries(Array.from({length: 10}, (_, index) => [`l${index}`, 'Cloud']));
	const document = createDocument({a: 'GH', b: 'Whisk', ...many}, {GH: github, Cloud: {FaaSType: 'Lambda', Region: 'us-east-1'}, Whisk: {FaaSType: 'OpenWhisk'}});
	const {platform, unseen} = open(document);
	t.same(unseen, [{server: 'Whisk', type: 'OpenWhisk'}, {server: 'Cloud', type: 'Lambda'}]);
	t.equal(describeUnseen(unseen, document), 'Only S3 tells of these nodes, their platform runs and run logs will not be seen: b (on Whisk: faasr-tui cannot ask OpenWhisk yet); l0, l1, l2, l3, l4, l5, l6, l7 and 2 more (on Cloud: faasr-tui cannot ask Lambda yet).');
	t.equal(platform.label, 'GitHub Actions o/r@main');
	await t.rejects(platform.dispatch({action: 'b', invocation: {workflowName: 'Tiny', timestamp: '', id: ''}}), {code: 'usage', message: /its server Whisk is of type OpenWhisk/u});
});

t.test('so are servers whose token is not set', async t => {
	const document = createDocument({a: 'GH'}, {GH: github});
	const {platform, unseen} = open(document, {});
	t.same(unseen, [{server: 'GH', type: 'GitHubActions', missing: 'GH_PAT'}]);
	t.equal(describeUnseen(unseen, document), 'Only S3 tells of these nodes, their platform runs and run logs will not be seen: a (on GH: GH_PAT is not set).');
	t.same(await platform.listRuns({invocation: {workflowName: 'Tiny', timestamp: '', id: ''}, since: 0}), []);
});

t.test('the entry action\'s server comes first; one that the document lacks is none', async t => {
	const document = createDocument({a: 'B', b: 'A', c: 'Nowhere'}, {A: github, B: github});
	t.same(listUsedServers(document).map(([name]) => name), ['B', 'A']);
});
