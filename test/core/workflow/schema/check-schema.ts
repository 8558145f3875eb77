import t from 'tap';
import {parseWorkflow} from '../../../../source/core/workflow/parse-workflow.js';
import {buildDocument, changeAt} from '../../../support/workflows/build-document.js';

type Case = readonly [path: ReadonlyArray<string | number>, value: unknown, code: string, place: string, message: RegExp, hint?: RegExp];

const action = ['ActionList', 'start'];
const server = ['ComputeServers', 'GH'];
const store = ['DataStores', 'S3'];

const cases: readonly Case[] = [
	[['WorkflowName'], undefined, 'missing-key', '$', /^The document has no WorkflowName, which every document needs\.$/, /Add "WorkflowName"/],
	[['FunctionInvoke'], undefined, 'missing-key', '$', /no FunctionInvoke/],
	[['FunctionInvoke'], '', 'empty-value', '$.FunctionInvoke', /^FunctionInvoke is empty\.$/],
	[['DefaultDataStore'], undefined, 'missing-key', '$', /no DefaultDataStore/],
	[['DefaultDataStore'], '', 'empty-value', '$.DefaultDataStore', /is empty/],
	[['LoggingDataStore'], null, 'wrong-type', '$.LoggingDataStore', /^LoggingDataStore is null; it must be text\.$/],
	[['WorkflowName'], '', 'empty-value', '$.WorkflowName', /^WorkflowName is empty\.$/],
	[['WorkflowName'], 'my flow', 'invalid-value', '$.WorkflowName', /^WorkflowName is "my flow", which FaaSr does not accept\.$/, /letters, digits and hyphens/],
	[['InvocationIDFromDate'], '%Y_%m_%d_%H_%M', 'invalid-value', '$.InvocationIDFromDate', /^InvocationIDFromDate is "%Y_%m_%d_%H_%M"/, /date directives and hyphens/],
	[['RerunOnMatchedInvocationID'], 'yes', 'wrong-type', '$.RerunOnMatchedInvocationID', /is text; it must be true or false\.$/],
	[['ActionContainers'], {}, 'empty-value', '$.ActionContainers', /^ActionContainers has no entries\.$/, /remove the key/],
	[['ActionContainers', 'start'], '', 'empty-value', '$.ActionContainers.start', /^ActionContainers\.start is empty\.$/],
	[['FunctionGitRepo', 'run'], 5, 'wrong-type', '$.FunctionGitRepo.run', /is a number; it must be text or a list of texts\.$/],
	[['FunctionGitRepo', 'run'], ['a/b', true], 'wrong-type', '$.FunctionGitRepo.run[1]', /is true or false; it must be text\.$/],
	[['FunctionGitRepo', ''], 'a/b', 'invalid-name', '$.FunctionGitRepo[""]', /^A name in FunctionGitRepo is empty\.$/],
	[['VMConfig'], {Name: 'vm', Provider: 'GCP', InstanceId: 'i', Region: 'r'}, 'unknown-value', '$.VMConfig.Provider', /^VMConfig\.Provider is "GCP"; FaaSr knows "AWS"\.$/],
	[['VMConfig'], {Name: 'vm', Provider: 'AWS', InstanceId: 'i'}, 'missing-key', '$.VMConfig', /^VMConfig has no Region\.$/],

	[[...action, 'FunctionName'], undefined, 'missing-key', '$.ActionList.start', /^Action "start" has no FunctionName\.$/],
	[[...action, 'FunctionName'], 'run-it', 'invalid-value', '$.ActionList.start.FunctionName', /^FunctionName of action "start" is "run-it"/, /underscores/],
	[[...action, 'FunctionName'], '', 'empty-value', '$.ActionList.start.FunctionName', /is empty/],
	[[...action, 'FaaSServer'], undefined, 'missing-key', '$.ActionList.start', /no FaaSServer/],
	[[...action, 'Type'], 'Agent', 'unknown-value', '$.ActionList.start.Type', /^Type of action "start" is "Agent"; FaaSr knows "Python", "R", "Julia"\.$/],
	[[...action, 'Type'], 3, 'wrong-type', '$.ActionList.start.Type', /^Type of action "start" is a number; it must be text\.$/],
	[[...action, 'Rank'], 5, 'unknown-key', '$.ActionList.start.Rank', /^Action "start" has a key "Rank" that FaaSr refuses\.$/, /Remove it/],
	[[...action, 'InvokeNxt'], [], 'unknown-key', '$.ActionList.start.InvokeNxt', /"InvokeNxt"/, /Did you mean "InvokeNext"\?/],
	[[...action, 'Arguments'], [], 'wrong-type', '$.ActionList.start.Arguments', /is a list; it must be an object\.$/],
	[[...action, 'Secrets'], ['my_secret'], 'invalid-value', '$.ActionList.start.Secrets[0]', /^Secrets\[0] of action "start" is "my_secret"/, /capitals/],
	[[...action, 'MaxMemory'], 0, 'too-small', '$.ActionList.start.MaxMemory', /^MaxMemory of action "start" is 0; it must be at least 1\.$/],
	[[...action, 'Resources'], {GPUs: 1}, 'unknown-key', '$.ActionList.start.Resources.GPUs', /^Resources of action "start" has a key "GPUs"/],
	[[...action, 'Resources'], {Nodes: 1.5}, 'wrong-type', '$.ActionList.start.Resources.Nodes', /is a number; it must be a whole number/],
	[[...action, 'InvokeNext'], {True: []}, 'wrong-type', '$.ActionList.start.InvokeNext', /is an object; it must be a list of action names\.$/],
	[[...action, 'InvokeNext'], [5], 'wrong-type', '$.ActionList.start.InvokeNext[0]', /is a number; it must be an action name or {"True"/],
	[[...action, 'InvokeNext'], ['a b'], 'invalid-value', '$.ActionList.start.InvokeNext[0]', /^InvokeNext\[0] of action "start" is "a b"/, /sum\(5\)/],
	[[...action, 'InvokeNext'], ['F[TRUE](3)'], 'invalid-value', '$.ActionList.start.InvokeNext[0]', /F\[TRUE]/, /Write a condition as/],
	[[...action, 'InvokeNext'], [''], 'empty-value', '$.ActionList.start.InvokeNext[0]', /is empty/],
	[[...action, 'InvokeNext'], [{}], 'empty-value', '$.ActionList.start.InvokeNext[0]', /has no entries/, /"True" or "False"/],
	[[...action, 'InvokeNext'], [{True: [], False: [], Maybe: []}], 'unknown-key', '$.ActionList.start.InvokeNext[0].Maybe', /"Maybe"/],
	[[...action, 'InvokeNext'], [{True: 'start', False: []}], 'wrong-type', '$.ActionList.start.InvokeNext[0].True', /is text; it must be a list\.$/],
	[[...action, 'InvokeNext'], [{True: [], False: []}, {True: [], False: []}], 'several-conditionals', '$.ActionList.start.InvokeNext', /more than one/, /Merge/],
	[['ActionList', ''], {FunctionName: 'run', FaaSServer: 'GH', Type: 'Python', InvokeNext: []}, 'invalid-name', '$.ActionList[""]', /^A name in ActionList is empty\.$/, /Give it a name/],
	[['ActionList'], {}, 'empty-value', '$.ActionList', /^ActionList has no entries\.$/],
	[['ActionList'], [], 'wrong-type', '$.ActionList', /^ActionList is a list; it must be an object\.$/],
	[action, 'text', 'wrong-type', '$.ActionList.start', /^Action "start" is text; it must be an object\.$/],

	[[...server, 'FaaSType'], 'Azure', 'unknown-value', '$.ComputeServers.GH.FaaSType', /^FaaSType of server "GH" is "Azure"; FaaSr knows "GitHubActions", "Lambda"/],
	[[...server, 'FaaSType'], undefined, 'missing-key', '$.ComputeServers.GH', /^Server "GH" has no FaaSType\.$/],
	[[...server, 'UserName'], undefined, 'missing-key', '$.ComputeServers.GH', /^Server "GH" has no UserName, which GitHubActions needs\.$/],
	[[...server, 'ActionRepoName'], undefined, 'missing-key', '$.ComputeServers.GH', /no ActionRepoName/],
	[[...server, 'APIkey'], 'x', 'unknown-key', '$.ComputeServers.GH.APIkey', /"APIkey"/, /Did you mean "API\.key"\?/],
	[[...server, 'SSL'], 'x', 'unknown-key', '$.ComputeServers.GH.SSL', /"SSL"/],
	[[...server, 'PulumiOrg'], 'x', 'unknown-key', '$.ComputeServers.GH.PulumiOrg', /"PulumiOrg"/],
	[[...server, 'Token'], '', 'empty-value', '$.ComputeServers.GH.Token', /is empty/],
	[[...server, 'UseSecretStore'], 'TRUE', 'wrong-type', '$.ComputeServers.GH.UseSecretStore', /is text; it must be true or false/],

	[[...store, 'Bucket'], undefined, 'missing-key', '$.DataStores.S3', /^Data store "S3" has no Bucket\.$/],
	[[...store, 'Anonymous'], true, 'wrong-type', '$.DataStores.S3.Anonymous', /^Anonymous of data store "S3" is true or false; it must be text\.$/],
	[[...store, 'Path'], 'x', 'unknown-key', '$.DataStores.S3.Path', /"Path"/],
];

t.test('every rule of FaaSr 2.1.0 that a document breaks is told in a sentence at its place', async t => {
	for (const [path, value, code, place, message, hint] of cases) {
		const document = changeAt(buildDocument(), path, value);
		const {workflow, problems} = parseWorkflow(JSON.stringify(document));
		const label = `${path.join('.')} = ${JSON.stringify(value)}`;
		t.equal(workflow, undefined, label);
		const found = problems.filter(problem => problem.code === code && problem.path === place && message.test(problem.message));
		t.equal(found.length, 1, `${label}: ${JSON.stringify(problems)}`);
		if (hint !== undefined) {
			t.match(found[0]!.hint, hint, label);
		}
	}
});

t.test('no message is the validator\'s own and none repeats', async t => {
	for (const [path, value] of cases) {
		const {problems} = parseWorkflow(JSON.stringify(changeAt(buildDocument(), path, value)));
		const messages = problems.map(({code, message, path: at}) => `${code} ${at} ${message}`);
		t.equal(new Set(messages).size, messages.length);
		t.notOk(messages.some(message => /must (?:match|not|have)|then|schema|propert/i.test(message)), messages.join('\n'));
	}
});

t.test('each platform needs its own keys', async t => {
	const required: Readonly<Record<string, readonly string[]>> = {
		GitHubActions: ['UserName', 'ActionRepoName'],
		Lambda: ['Region'],
		OpenWhisk: ['Endpoint', 'Namespace'],
		GoogleCloud: ['Namespace', 'ClientEmail', 'TokenUri', 'Region'],
		SLURM: ['Endpoint', 'UserName', 'APIVersion', 'Partition'],
		Kubernetes: ['Endpoint'],
	};
	for (const [type, keys] of Object.entries(required)) {
		const bare = changeAt(buildDocument(), server, {FaaSType: type});
		const {problems} = parseWorkflow(JSON.stringify(bare));
		t.same(problems.filter(({severity}) => severity === 'error').map(({message}) => message), keys.map(key => `Server "GH" has no ${key}, which ${type} needs.`), type);
		const full = changeAt(bare, server, {FaaSType: type, ...Object.fromEntries(keys.map(key => [key, 'x']))});
		t.ok(parseWorkflow(JSON.stringify(full)).workflow, type);
	}
});

t.test('all problems of a document are told, not just the first', async t => {
	let document = buildDocument({start: ['missing']});
	document = changeAt(document, ['WorkflowName'], undefined);
	document = changeAt(document, ['ComputeServers', 'GH', 'UserName'], undefined);
	document = changeAt(document, ['ActionList', 'start', 'Type'], 'Perl');
	const {problems} = parseWorkflow(JSON.stringify(document));
	t.same(problems.map(({code}) => code).toSorted(), ['missing-key', 'missing-key', 'undefined-target', 'unknown-value']);
});

t.test('what FaaSr ignores is allowed', async t => {
	const document = buildDocument({start: []}, {
		Notes: 'mine', VMConfig: {
			Name: 'vm', Provider: 'AWS', InstanceId: 'i', Region: 'r', Strategy: 'simple_start_end',
		},
	});
	t.same(parseWorkflow(JSON.stringify(document)).problems, []);
});
