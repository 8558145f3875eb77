import t from 'tap';
import {describeWeakSecrets} from '../../../source/clouds/credentials/describe-weak-secrets.js';
import {document} from '../../support/github-actions/document.js';

t.test('secrets that cannot be masked are named, never shown, in one sentence', async t => {
	const used = [{variable: 'GITHUB_TOKEN'}, {variable: 'GITHUB_REPOSITORY'}, {variable: 'S3_SecretKey'}];
	const env = {GITHUB_TOKEN: 'ghp_0123456789', GITHUB_REPOSITORY: 'o/r', S3_SecretKey: 'minioadmin'};
	const sentence = describeWeakSecrets(document, {env}, used);
	t.match(sentence, /^S3_SecretKey: .* so not masked where it is printed\.$/);
	t.notMatch(sentence, /minioadmin|GITHUB/);
	t.match(describeWeakSecrets(document, {env: {}, envFile: {GITHUB_TOKEN: 'short', S3_SecretKey: 'x'}}, used), /^GITHUB_TOKEN, S3_SecretKey: .* where they are printed/);
	t.equal(describeWeakSecrets(document, {env: {GITHUB_TOKEN: 'ghp_0123456789', S3_SecretKey: ''}}, used), undefined);
	t.equal(describeWeakSecrets(document, {env}), undefined, 'what is not used is not spoken of');
});

t.test('secrets that the document declares are among them', async t => {
	const declaring = {...document, Secrets: ['API_CODE', 'LONG_ONE']};
	t.match(describeWeakSecrets(declaring, {env: {API_CODE: '1234', LONG_ONE: 'a-long-secret-1'}}), /^API_CODE:/);
});
