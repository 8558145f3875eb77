import t from 'tap';
import {isPlaceholder} from '../../../../source/core/workflow/lint/lint-placeholders.js';
import {buildDocument, changeAt, getMessages, listProblems} from '../../../support/workflows/build-document.js';

t.test('what templates and tutorials leave to fill in is a placeholder; names that only look alike are not', async t => {
	for (const text of ['YOUR_USERNAME', 'YOUR_GITHUB_USERNAME', 'your-bucket', 'YOUR_NAME/flows', 'me/YOUR_REPOSITORY/functions', '<bucket>', 'https://your-endpoint.example', '<your name>/flows']) {
		t.ok(isPlaceholder(text), text);
	}

	for (const text of ['yourlab', 'for-your-eyes', 'me/flows', 'https://s3.example.org', 'my-bucket', 'at-your-service/flows', '']) {
		t.notOk(isPlaceholder(text), text);
	}
});

t.test('each is warned of once, where it stands first', async t => {
	const document = changeAt(changeAt(changeAt(
		buildDocument(),
		['ComputeServers', 'GH', 'UserName'],
		'YOUR_USERNAME',
	), ['DataStores', 'S3', 'Bucket'], 'your-bucket'), ['FunctionGitRepo'], {run: ['YOUR_USERNAME/flows'], other: 'YOUR_USERNAME/flows'});
	t.strictSame(listProblems(document), [
		'warning placeholder $.ComputeServers.GH.UserName', 'warning placeholder $.DataStores.S3.Bucket', 'warning placeholder $.FunctionGitRepo.run',
	]);
	t.match(getMessages(document), [/UserName "YOUR_USERNAME" is a placeholder/, /Bucket "your-bucket"/, /The repository of "run" and 1 more, "YOUR_USERNAME\/flows"/]);
	t.strictSame(listProblems(changeAt(buildDocument(), ['FunctionGitRepo'], undefined)).filter(each => each.includes('placeholder')), []);
});
