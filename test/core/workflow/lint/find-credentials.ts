import t from 'tap';
import {findLikelyCredentials, findPossibleCredentials, hasToken} from '../../../../source/core/workflow/lint/find-credentials.js';

const classic = `ghp_${'aB3'.repeat(12)}`;

t.test('whatever a key of credentials holds may be one; a name of a secret and nothing are none', t => {
	const at = (document: unknown) => findPossibleCredentials(document).map(path => path.join('/'));
	t.strictSame(at({DataStores: {S3: {AccessKey: 'minioadmin', SecretKey: ''}}}), ['DataStores/S3/AccessKey']);
	t.strictSame(at({ComputeServers: {GH: {Token: 'short'}, OW: {'API.key': 'a:b'}}}).toSorted((a, b) => a.localeCompare(b)), ['ComputeServers/GH/Token', 'ComputeServers/OW/API.key']);
	t.strictSame(at({ComputeServers: {GH: {SecretsList: {A: 'value', B: 'My_A_PAT'}}}}), ['ComputeServers/GH/SecretsList/A']);
	t.strictSame(at({DataStores: {S3: {Endpoint: 'https://me:word@host', AccessKey: 'My_S3_Bucket_ACCESS_KEY', SecretKey: ' '}}}), ['DataStores/S3/Endpoint']);
	t.strictSame(at({ActionList: {a: {Arguments: {list: ['x', classic]}}}}), ['ActionList/a/Arguments/list/1']);
	t.strictSame(at({DataStores: {S3: {Endpoint: 'https://host:9000', Bucket: 'token'}}}), []);
	t.end();
});

t.test('what looks like a credential is long, and has the form of one or stands under such a key', t => {
	const at = (document: unknown) => findLikelyCredentials(document).map(path => path.join('/'));
	t.strictSame(at({DataStores: {S3: {AccessKey: 'minioadmin'}}}), []);
	t.strictSame(at({DataStores: {S3: {AccessKey: 'minioadmin1234567'}}}), ['DataStores/S3/AccessKey']);
	t.strictSame(at({x: classic}), ['x']);
	t.strictSame(at({SecretsList: {A: 'abcdefghijklmnopq'}}), ['SecretsList/A']);
	t.end();
});

t.test('tokens are found in the text of a function', t => {
	t.ok(hasToken(`token = "${classic}"\n`));
	t.ok(hasToken('-----BEGIN RSA PRIVATE KEY-----'));
	t.notOk(hasToken('def sum(a, b):\n\treturn a + b\n'));
	t.end();
});
