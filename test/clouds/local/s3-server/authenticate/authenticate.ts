import {createHash, createHmac} from 'node:crypto';
import {get as httpGet} from 'node:http';
import {text} from 'node:stream/consumers';
import t from 'tap';
import {
	AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CopyObjectCommand, CreateBucketCommand, CreateMultipartUploadCommand, DeleteBucketCommand,
	DeleteObjectCommand, DeleteObjectsCommand, GetBucketLocationCommand, GetObjectCommand, HeadBucketCommand, HeadObjectCommand, ListBucketsCommand,
	ListObjectsCommand, ListObjectsV2Command, ListPartsCommand, PutObjectCommand, UploadPartCommand, type S3Client,
} from '@aws-sdk/client-s3';
import {
	accessKeyId, bucket, createTestClient, secretAccessKey, startTestServer, startTestStore,
} from '../../../../support/s3/start-test-server.js';

const object = {Bucket: bucket, Key: 'key'};
const upload = {...object, UploadId: 'x'};

const createCommands = () => [
	new ListBucketsCommand({}), new CreateBucketCommand({Bucket: 'new-bucket'}), new HeadBucketCommand({Bucket: bucket}), new DeleteBucketCommand({Bucket: bucket}),
	new GetBucketLocationCommand({Bucket: bucket}), new ListObjectsCommand({Bucket: bucket}), new ListObjectsV2Command({Bucket: bucket}),
	new DeleteObjectsCommand({Bucket: bucket, Delete: {Objects: [{Key: 'key'}]}}),
	new GetObjectCommand(object), new HeadObjectCommand(object), new PutObjectCommand({...object, Body: 'new'}), new DeleteObjectCommand(object),
	new CopyObjectCommand({Bucket: bucket, Key: 'copy', CopySource: `${bucket}/key`}),
	new CreateMultipartUploadCommand(object), new UploadPartCommand({...upload, PartNumber: 1, Body: 'x'}), new ListPartsCommand(upload),
	new CompleteMultipartUploadCommand({...upload, MultipartUpload: {Parts: [{PartNumber: 1, ETag: 'x'}]}}), new AbortMultipartUploadCommand(upload),
];

type AnyCommand = Parameters<S3Client['send']>[0];

const attempt = async (client: S3Client, command: AnyCommand) => {
	try {
		await client.send(command);
		return 'let in';
	} catch (error) {
		const {name, $metadata} = error as {readonly name: string; readonly $metadata: {readonly httpStatusCode: number}};
		return `${$metadata.httpStatusCode} ${name}`;
	}
};

for (const [who, config, code] of [
	['a stranger\'s access key', {credentials: {accessKeyId: 'nobody', secretAccessKey}}, 'InvalidAccessKeyId'],
	['a wrong secret', {credentials: {accessKeyId, secretAccessKey: 'wrong'}}, 'SignatureDoesNotMatch'],
	['no signature', {signer: {sign: async (request: never) => request}}, 'AccessDenied'],
] as const) {
	t.test(`every operation refuses ${who}`, async t => {
		const {client, endpoint} = await startTestStore(t);
		await client.send(new PutObjectCommand({...object, Body: 'old'}));
		const stranger = createTestClient(t, endpoint, config);
		for (const command of createCommands()) {
			// A HEAD has no body to say more in.
			const expected = command.constructor.name.startsWith('Head') ? /^403 / : `403 ${code}`;
			t.match(await attempt(stranger, command as AnyCommand), expected, command.constructor.name);
		}

		const {Body} = await client.send(new GetObjectCommand(object));
		t.equal(await Body!.transformToString(), 'old');
	});
}

t.test('a request signed more than 15 minutes off is refused', async t => {
	let now = Date.now();
	const {client, endpoint} = await startTestStore(t, {clock: {now: () => now}});
	await t.resolves(client.send(new HeadBucketCommand({Bucket: bucket})));
	now += 14 * 60_000;
	await t.resolves(client.send(new ListObjectsV2Command({Bucket: bucket})));
	now += 2 * 60_000;
	// The SDK learns the time from the refusal and tries again: so only its first try is looked at.
	const oneTry = createTestClient(t, endpoint, {maxAttempts: 1});
	await t.rejects(oneTry.send(new ListObjectsV2Command({Bucket: bucket})), {name: 'RequestTimeTooSkewed'});
	await t.resolves(client.send(new ListObjectsV2Command({Bucket: bucket})), 'the SDK corrects its clock');
});

const fetchStatus = async (url: string, headers: Record<string, string> = {}) => new Promise<string>((resolve, reject) => {
	httpGet(url, {headers}, async response => {
		resolve(`${response.statusCode} ${await text(response)}`);
	}).on('error', reject);
});

type Presigner = {
	readonly presign: (request: unknown, options: {readonly expiresIn: number}) => Promise<{readonly path: string; readonly query: Record<string, string>}>;
};

t.test('presigned URLs work until they expire or are tampered with', async t => {
	let now = Date.now();
	const {client, endpoint} = await startTestStore(t, {clock: {now: () => now}});
	await client.send(new PutObjectCommand({Bucket: bucket, Key: 'a b/é.txt', Body: 'signed'}));
	const {hostname, port, host} = new URL(endpoint);
	const signer = await client.config.signer() as unknown as Presigner;
	const request = {
		method: 'GET', protocol: 'http:', hostname, port: Number(port), path: `/${bucket}/a%20b/%C3%A9.txt`, headers: {host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD'}, query: {},
	};
	const {path, query} = await signer.presign(request, {expiresIn: 60});
	const url = `${endpoint}${path}?${Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
	t.equal(await fetchStatus(url), '200 signed');
	t.match(await fetchStatus(url.replace('a%20b', 'a%20c')), /^403 .*SignatureDoesNotMatch/s);
	t.match(await fetchStatus(url.replace('Expires=60', 'Expires=6000')), /^403 .*SignatureDoesNotMatch/s);
	t.match(await fetchStatus(url, {'x-amz-acl': 'public-read'}), /^403 .*not signed/s);
	now += 61_000;
	t.match(await fetchStatus(url), /^403 .*Request has expired/s);
});

t.test('presigned URLs of version 2 work until they expire or are tampered with', async t => {
	let now = Date.now();
	const {client, endpoint} = await startTestStore(t, {clock: {now: () => now}});
	await client.send(new PutObjectCommand({Bucket: bucket, Key: 'a b/é.txt', Body: 'signed'}));
	const path = `/${bucket}/a%20b/%C3%A9.txt`;
	const sign = (expires: number | string, more = '', keyId = accessKeyId): string => {
		const signature = createHmac('sha1', secretAccessKey).update(`GET\n\n\n${expires}\n${path}${more}`).digest('base64');
		return `${endpoint}${path}?AWSAccessKeyId=${keyId}&Signature=${encodeURIComponent(signature)}&Expires=${expires}`;
	};

	const expires = Math.floor(now / 1000) + 60;
	t.equal(await fetchStatus(sign(expires)), '200 signed');
	t.equal(await fetchStatus(`${sign(expires, '?response-content-type=text/x')}&response-content-type=text%2Fx`), '200 signed');
	t.match(await fetchStatus(`${sign(expires)}&acl`), /^403 .*SignatureDoesNotMatch/s, 'what chooses another resource is signed');
	t.match(await fetchStatus(sign(expires).replace('a%20b', 'a%20c')), /^403 .*SignatureDoesNotMatch/s);
	t.match(await fetchStatus(sign(expires).replace(String(expires), String(expires + 1))), /^403 .*SignatureDoesNotMatch/s);
	t.match(await fetchStatus(sign(expires), {'x-amz-acl': 'public-read'}), /^403 .*SignatureDoesNotMatch/s);
	t.match(await fetchStatus(sign(expires, '', 'nobody')), /^403 .*InvalidAccessKeyId/s);
	t.match(await fetchStatus(sign('soon')), /^403 .*requires the Signature, Expires/s);
	now += 61_000;
	t.match(await fetchStatus(sign(expires)), /^403 .*Request has expired/s);
});

t.test('odd authorizations are refused in S3\'s words', async t => {
	const {endpoint} = await startTestServer(t);
	const table: ReadonlyArray<readonly [authorization: string, answer: RegExp]> = [
		['AWS key:signature', /^400 .*AWS4-HMAC-SHA256/s],
		['AWS4-HMAC-SHA256 nonsense', /^400 .*AuthorizationHeaderMalformed/s],
		[`AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261123/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0`, /^400 .*AuthorizationHeaderMalformed/s],
		[`AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261123/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0`, /^403 .*valid x-amz-date/s],
	];
	for (const [authorization, answer] of table) {
		t.match(await fetchStatus(`${endpoint}/${bucket}`, {authorization, 'x-amz-content-sha256': createHash('sha256').digest('hex')}), answer, authorization);
	}

	t.match(await fetchStatus(`${endpoint}/${bucket}`, {authorization: 'AWS4-HMAC-SHA256 Credential=x'}), /^400 .*x-amz-content-sha256/s);
	t.match(await fetchStatus(`${endpoint}/%ff`), /^400 .*InvalidURI/s);
});
