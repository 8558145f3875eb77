import {Buffer} from 'node:buffer';
import {createHash, randomBytes} from 'node:crypto';
import {readdirSync} from 'node:fs';
import path from 'node:path';
import t, {type Test} from 'tap';
import {
	AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand, GetObjectCommand, ListPartsCommand,
	PutObjectCommand, UploadPartCommand, UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import {bucket, startTestStore} from '../../../../support/s3/start-test-server.js';

const partBytes = 5 * 1024 * 1024;

const start = async (t: Test) => {
	const dataDir = t.testdir({});
	const {client} = await startTestStore(t, {dataDir});
	const target = {Bucket: bucket, Key: 'parts'};
	const {UploadId} = await client.send(new CreateMultipartUploadCommand({...target, ContentType: 'text/csv', Metadata: {a: 'b'}}));
	const upload = {...target, UploadId};
	const send = async (PartNumber: number, Body: Uint8Array) => {
		const {ETag} = await client.send(new UploadPartCommand({...upload, PartNumber, Body}));
		return {PartNumber, ETag};
	};

	return {
		client, upload, target, send, drafts: () => readdirSync(path.join(dataDir, '.faasr-tui', 'drafts')),
	};
};

t.test('an object sent in parts is the parts in order, with an ETag made of theirs', async t => {
	const {client, upload, target, send, drafts} = await start(t);
	const bytes = randomBytes((2 * partBytes) + 1000);
	const [third, first] = [await send(7, bytes.subarray(2 * partBytes)), await send(1, bytes.subarray(0, partBytes))];
	await send(3, Buffer.alloc(10));
	const second = await send(3, bytes.subarray(partBytes, 2 * partBytes));
	const listed = await client.send(new ListPartsCommand(upload));
	t.same(listed.Parts!.map(({PartNumber, Size}) => [PartNumber, Size]), [[1, partBytes], [3, partBytes], [7, 1000]]);
	await t.rejects(client.send(new GetObjectCommand(target)), {name: 'NoSuchKey'});
	const {ETag} = await client.send(new CompleteMultipartUploadCommand({...upload, MultipartUpload: {Parts: [first, second, third]}}));
	const md5 = (content: Uint8Array) => createHash('md5').update(content).digest();
	const digests = [bytes.subarray(0, partBytes), bytes.subarray(partBytes, 2 * partBytes), bytes.subarray(2 * partBytes)].map(part => md5(part));
	t.equal(ETag, `"${md5(Buffer.concat(digests)).toString('hex')}-3"`);
	const answer = await client.send(new GetObjectCommand(target));
	t.match(answer, {ContentType: 'text/csv', Metadata: {a: 'b'}, ETag});
	t.equal(Buffer.compare(await answer.Body!.transformToByteArray(), bytes), 0);
	t.same(drafts(), []);
	await t.rejects(client.send(new ListPartsCommand(upload)), {name: 'NoSuchUpload'});
});

t.test('wrong lists of parts are refused and the upload goes on', async t => {
	const {client, upload, send} = await start(t);
	const [one, two] = [await send(1, Buffer.from('small')), await send(2, Buffer.from('last'))];
	const complete = async (Parts: Array<{PartNumber: number; ETag: string | undefined}>) =>
		client.send(new CompleteMultipartUploadCommand({...upload, MultipartUpload: {Parts}}));
	await t.rejects(complete([two, one]), {name: 'InvalidPartOrder'});
	await t.rejects(complete([one, two]), {name: 'EntityTooSmall'});
	await t.rejects(complete([{...one, ETag: '"0"'}]), {name: 'InvalidPart'});
	await t.rejects(complete([{...one, PartNumber: 9}]), {name: 'InvalidPart'});
	await t.resolves(complete([two]));
});

t.test('an aborted upload leaves nothing behind', async t => {
	const {client, upload, send, drafts} = await start(t);
	await send(1, Buffer.from('text'));
	t.equal(drafts().length, 1);
	await client.send(new AbortMultipartUploadCommand(upload));
	t.same(drafts(), []);
	await t.rejects(send(1, Buffer.from('text')), {name: 'NoSuchUpload'});
	await t.rejects(client.send(new AbortMultipartUploadCommand(upload)), {name: 'NoSuchUpload'});
});

t.test('a part can be copied out of an object', async t => {
	const {client, upload, target} = await start(t);
	await client.send(new PutObjectCommand({Bucket: bucket, Key: 'from here', Body: '0123456789'}));
	const {CopyPartResult} = await client.send(new UploadPartCopyCommand({
		...upload, PartNumber: 1, CopySource: `${bucket}/from%20here`, CopySourceRange: 'bytes=2-4',
	}));
	await client.send(new CompleteMultipartUploadCommand({...upload, MultipartUpload: {Parts: [{PartNumber: 1, ETag: CopyPartResult!.ETag}]}}));
	const {Body} = await client.send(new GetObjectCommand(target));
	t.equal(await Body!.transformToString(), '234');
});
