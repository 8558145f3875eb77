import t from 'tap';
import {here, startTestApi} from '../../support/actions-api/start-test-api.js';

for (const path of ['../x', 'a/../../x', '/x', 'a//x', '.git/config', 'a/./x']) {
	t.test(`a tree with the path ${path} is refused, as git refuses it`, async t => {
		const {octokit} = await startTestApi(t);
		await t.rejects(
			octokit.rest.git.createTree({...here, tree: [{path, mode: '100644', type: 'blob', content: 'x'}]}),
			{status: 422, message: /malformed path/u},
		);
	});
}
