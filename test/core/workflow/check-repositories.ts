import t from 'tap';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {buildDocument} from '../../support/workflows/build-document.js';

const check = (server: Readonly<Record<string, unknown>>): readonly string[] => {
	const document = buildDocument({start: []}, {ComputeServers: {GH: {FaaSType: 'GitHubActions', UserName: 'someone', ActionRepoName: 'flows', UseSecretStore: true, ...server}}});
	return parseWorkflow(JSON.stringify(document)).problems.filter(({severity}) => severity === 'error').map(({code, path, message}) => `${code} ${path} ${message}`);
};

t.test('names that lead elsewhere in GitHub\'s API are an error with their place', async t => {
	for (const name of ['..', '.', 'a/b', '../user', 'a b', 'a?b', 'a#b', 'a%2fb', 'é']) {
		t.same(check({UserName: name}), [`github-name $.ComputeServers.GH.UserName UserName ${JSON.stringify(name)} of server "GH" is not a name on GitHub.`]);
		t.match(check({ActionRepoName: name}), [/^github-name \$\.ComputeServers\.GH\.ActionRepoName /u]);
	}
});

t.test('names as GitHub has them, and servers of other platforms, are let through', async t => {
	for (const name of ['YOUR_GITHUB_NAME', 'some-one', 'a.b', '...', 'A1', 'name_company']) {
		t.same(check({UserName: name, ActionRepoName: name}), []);
	}

	t.same(check({FaaSType: 'SLURM', Endpoint: 'https://x', UserName: 'a/b', APIVersion: '1', Partition: 'p', ActionRepoName: '..'}), []);
});

t.test('what is no document, or has servers of odd types, is for others to find', async t => {
	for (const text of ['[]', '7', '{"ComputeServers": 5}', '{"ComputeServers": {"GH": 7, "X": {"FaaSType": "GitHubActions", "UserName": 5}}}']) {
		t.same(parseWorkflow(text).problems.filter(({code}) => code === 'github-name'), []);
	}
});
