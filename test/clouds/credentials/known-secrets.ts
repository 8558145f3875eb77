import t from 'tap';
import {listDocumentSecrets, listEnvironmentSecrets} from '../../../source/clouds/credentials/known-secrets.js';

const variables: ReadonlyArray<readonly [name: string, value: string, expected: readonly string[]]> = [
	['GITHUB_TOKEN', 'ghp_0123456789', ['ghp_0123456789']],
	['MY_S3_BUCKET_SECRETKEY', 'secret-key-1', ['secret-key-1']],
	['GH_PAT', 'github_pat_1', ['github_pat_1']],
	['PAT', 'github_pat_2', ['github_pat_2']],
	['db_password', 'correct horse', ['correct horse']],
	// What stands in too many other texts is not masked: the output would be unreadable.
	['API_KEY', 'short', []],
	['PATH', '/usr/local/bin', []],
	['HOME', '/home/somebody', []],
	['DATABASE_URL', 'postgres://user:pass-word-1@host/db', ['pass-word-1']],
	['PROXY_SECRET', 'http://user:pass-word-2@proxy', ['http://user:pass-word-2@proxy', 'pass-word-2']],
	['HOMEPAGE', 'https://host/a:b@c', []],
];

for (const [name, value, expected] of variables) {
	t.test(`${name}=${value} holds ${expected.length === 0 ? 'no secret' : expected.join(' and ')}`, async t => {
		t.same(listEnvironmentSecrets({[name]: value}), expected);
	});
}

t.test('a variable that is not set holds none', async t => {
	t.same(listEnvironmentSecrets({GITHUB_TOKEN: undefined}), []);
});

t.test('what was written into a document instead of a secret\'s name is a secret, wherever servers and stores may have it', async t => {
	t.same(listDocumentSecrets({
		ComputeServers: {
			GH: {FaaSType: 'GitHubActions', Token: 'ghp_written_down', UserName: 'somebody'},
			AWS: {FaaSType: 'Lambda', AccessKey: 'AWS_AccessKey', SecretKey: 'aws-secret', Region: 'us-east-1'},
			OW: {FaaSType: 'OpenWhisk', 'API.key': 'whisk-key', Endpoint: 'https://user:whisk-password@host'},
		},
		DataStores: {S3: {AccessKey: 'S3_AccessKey', SecretKey: 'store-secret', Bucket: 'bucket'}},
		SecretsList: {MY_KEY: 'listed'},
		FunctionInvoke: 'not-looked-at',
	}), ['ghp_written_down', 'aws-secret', 'whisk-key', 'whisk-password', 'store-secret', 'listed']);
	t.same(listDocumentSecrets({}), []);
});
