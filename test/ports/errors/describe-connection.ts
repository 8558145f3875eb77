import t from 'tap';
import {describeConnection, describeProxyRefusal} from '../../../source/ports/errors/describe-connection.js';

const rows: ReadonlyArray<readonly [code: string, address: string | undefined, reason: RegExp | undefined, hint?: RegExp]> = [
	...['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY']
		.map(code => [code, 'https://s3.example:9000/x', /^s3\.example:9000 shows a certificate that this machine does not trust: \w+$/, /NODE_EXTRA_CA_CERTS/] as const),
	['CERT_HAS_EXPIRED', 'https://s3.example', /^s3\.example shows a certificate that is not valid today/, /clock/],
	['CERT_NOT_YET_VALID', 'https://s3.example', /not valid today/, /clock/],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'https://s3.example', /certificate for another host/, /host in DataStores\.S3\.Endpoint/],
	...['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']
		.map(code => [code, 'https://user:word@s3.example:9000', /^s3\.example:9000 does not speak TLS/, /DataStores\.S3\.Endpoint with http:\/\//] as const),
	['HPE_INVALID_CONSTANT', 'http://s3.example:443', /^s3\.example:443 does not speak plain HTTP/, /DataStores\.S3\.Endpoint with https:\/\//],
	['HPE_INVALID_CONSTANT', 'https://s3.example', undefined],
	['EPROTO', 'http://s3.example', undefined],
	['EPROTO', undefined, undefined],
	['SELF_SIGNED_CERT_IN_CHAIN', undefined, /^the server shows/, /NODE_EXTRA_CA_CERTS/],
	['ENOTFOUND', 'https://s3.example', /^host not found: ENOTFOUND$/],
	['ECONNREFUSED', 'https://s3.example', undefined],
];

for (const [code, address, reason, hint] of rows) {
	t.test(`${code} of ${address} is ${reason === undefined ? 'no more than its code' : 'a sentence'}`, async t => {
		const failure = describeConnection(code, {address, setting: 'DataStores.S3.Endpoint'});
		t.equal(failure === undefined, reason === undefined);
		t.match(failure?.reason ?? '', reason ?? '');
		t.match(failure?.hint ?? '', hint ?? '');
		t.notMatch(failure?.reason ?? '', /user|word/);
	});
}

t.test('a proxy that refuses is named as the one who refuses', async t => {
	t.match(describeProxyRefusal('Proxy response (502) !== 200 when HTTP Tunneling'), {reason: 'the proxy refused to connect: 502', hint: /HTTPS_PROXY/});
	t.match(describeProxyRefusal('Proxy response (407) !== 200 when HTTP Tunneling'), {reason: /name and a password/, hint: /name:password@/});
	t.equal(describeProxyRefusal('socket hang up'), undefined);
});
