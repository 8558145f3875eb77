import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {request} from 'node:http';
import {text} from 'node:stream/consumers';
import t, {type Test} from 'tap';
import {startTestServer} from '../../../../support/s3/start-test-server.js';

/*
The worked examples of AWS's documentation ("Signature calculations for the Authorization header: transferring payload in
multiple chunks", without and with trailing headers): credentials, moment, content and signatures are theirs.
One differs: the trailer signature printed there is made with the algorithm name AWS4-HMAC-SHA256-PAYLOAD, while the text beside it
and the SDKs say AWS4-HMAC-SHA256-TRAILER. The one here follows the text.
*/
const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const now = Date.parse('2013-05-24T00:00:00Z');
const content = [Buffer.alloc(65_536, 'a'), Buffer.alloc(1024, 'a'), Buffer.alloc(0)];

const plain = {
	kind: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
	contentLength: '66824',
	signature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
	chunks: [
		'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
		'0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
		'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
	],
	extraHeaders: {},
	end: '\r\n',
};

const trailing = {
	kind: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
	contentLength: undefined,
	signature: '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
	chunks: [
		'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2',
		'1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7',
		'2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992',
	],
	extraHeaders: {'x-amz-trailer': 'x-amz-checksum-crc32c'},
	end: 'x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n',
};

type Example = {
	readonly kind: string;
	readonly contentLength: string | undefined;
	readonly signature: string;
	readonly chunks: readonly string[];
	readonly extraHeaders: Readonly<Record<string, string>>;
	readonly end: string;
};

const renderBody = ({chunks, end}: Example): Buffer => Buffer.concat([ // eslint-disable-line @typescript-eslint/no-restricted-types -- the tests change its bytes
	...content.flatMap((bytes, index) => [
		Buffer.from(`${bytes.length.toString(16)};chunk-signature=${chunks[index]}\r\n`), bytes, Buffer.from(bytes.length === 0 ? '' : '\r\n'),
	]),
	Buffer.from(end),
]);

const signedHeaders = ({contentLength, extraHeaders}: Example): string => [
	'content-encoding', ...(contentLength === undefined ? [] : ['content-length']), 'host', 'x-amz-content-sha256', 'x-amz-date',
	'x-amz-decoded-content-length', 'x-amz-storage-class', ...Object.keys(extraHeaders),
].join(';');

const send = async (endpoint: string, example: Example, body = renderBody(example), pieceBytes = body.length) => new Promise<string>((resolve, reject) => {
	const message = request(`${endpoint}/examplebucket/chunkObject.txt`, {
		method: 'PUT',
		headers: {
			...example.extraHeaders,
			host: 's3.amazonaws.com',
			'content-encoding': 'aws-chunked',
			'content-length': example.contentLength ?? String(body.length),
			'x-amz-content-sha256': example.kind,
			'x-amz-date': '20130524T000000Z',
			'x-amz-decoded-content-length': '66560',
			'x-amz-storage-class': 'REDUCED_REDUNDANCY',
			authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${signedHeaders(example)},Signature=${example.signature}`,
		},
	}, async response => {
		resolve(`${response.statusCode} ${String(response.headers.etag)} ${await text(response)}`);
	}).on('error', reject);
	for (let start = 0; start < body.length; start += pieceBytes) {
		message.write(body.subarray(start, start + pieceBytes));
	}

	message.end();
});

const start = async (t: Test) => startTestServer(t, {
	accessKeyId, secretAccessKey, clock: {now: () => now}, buckets: ['examplebucket'],
});

const md5 = createHash('md5').update(Buffer.concat(content)).digest('hex');

for (const [name, example] of [['without trailers', plain], ['with trailers', trailing]] as const) {
	t.test(`AWS's own example of signed chunks ${name} is accepted, however it is cut into packets`, async t => {
		const {endpoint} = await start(t);
		for (const pieceBytes of [1_000_000, 4099, 61]) {
			t.equal(await send(endpoint, example, renderBody(example), pieceBytes), `200 "${md5}" `);
		}
	});

	t.test(`a changed byte in a signed chunk ${name} is refused`, async t => {
		const {endpoint} = await start(t);
		const body = renderBody(example);
		body[40_000] = 0x62;
		t.match(await send(endpoint, example, body), /^403 .*SignatureDoesNotMatch/s);
		t.match(await send(endpoint, {...example, chunks: [example.chunks[0]!, example.chunks[0]!, example.chunks[2]!]}), /^403 .*SignatureDoesNotMatch/s);
		t.match(await send(endpoint, {...example, chunks: [example.chunks[0]!, example.chunks[1]!, '0'.repeat(64)]}), /^403 .*SignatureDoesNotMatch/s);
	});
}

t.test('a forged trailer is refused', async t => {
	const {endpoint} = await start(t);
	const forge = async (end: string) => send(endpoint, {...trailing, end});
	t.match(await forge(trailing.end.replace('sOO8', 'sOO9')), /^403 .*SignatureDoesNotMatch/s);
	t.match(await forge('x-amz-checksum-crc32c:sOO8/Q==\r\n\r\n'), /^403 .*SignatureDoesNotMatch/s);
	t.match(await forge('\r\n'), /^400 .*MalformedTrailerError/s);
});

t.test('a body that is cut short or badly framed is refused', async t => {
	const {endpoint} = await start(t);
	const body = renderBody(trailing);
	t.match(await send(endpoint, trailing, body.subarray(0, 60_000)), /^400 .*IncompleteBody/s);
	t.match(await send(endpoint, trailing, Buffer.concat([Buffer.from('zz\r\n'), body])), /^400 .*IncompleteBody/s);
});
