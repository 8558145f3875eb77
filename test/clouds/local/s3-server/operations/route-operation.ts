import t from 'tap';
import {
	CopyObjectCommand, CreateBucketCommand, DeleteBucketCommand, DeleteObjectCommand, DeleteObjectsCommand, GetBucketLocationCommand,
	GetBucketAclCommand, GetBucketPolicyCommand, GetBucketTaggingCommand, GetBucketVersioningCommand, GetObjectAclCommand,
	GetObjectCommand, GetObjectTaggingCommand, GetObjectTorrentCommand, HeadBucketCommand, HeadObjectCommand, ListBucketsCommand, ListObjectsV2Command, PutObjectAclCommand, PutObjectCommand, PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import {bucket, startTestStore} from '../../../../support/s3/start-test-server.js';

t.test('buckets are created, found, listed and removed when empty', async t => {
	const {client} = await startTestStore(t);
	await client.send(new CreateBucketCommand({Bucket: 'Other.Bucket_1'}));
	await t.rejects(client.send(new CreateBucketCommand({Bucket: 'Other.Bucket_1'})), {name: 'BucketAlreadyOwnedByYou'});
	await t.rejects(client.send(new CreateBucketCommand({Bucket: 'a..b'})), {name: 'InvalidBucketName'});
	await client.send(new HeadBucketCommand({Bucket: 'Other.Bucket_1'}));
	await t.rejects(client.send(new HeadBucketCommand({Bucket: 'other.bucket_1'})), {name: 'NotFound'});
	const {Buckets} = await client.send(new ListBucketsCommand({}));
	t.same(Buckets!.map(({Name}) => Name), ['Other.Bucket_1', bucket]);
	t.equal((await client.send(new GetBucketLocationCommand({Bucket: bucket}))).LocationConstraint, undefined);
	await client.send(new PutObjectCommand({Bucket: 'Other.Bucket_1', Key: 'a', Body: ''}));
	await t.rejects(client.send(new DeleteBucketCommand({Bucket: 'Other.Bucket_1'})), {name: 'BucketNotEmpty'});
	await client.send(new DeleteObjectCommand({Bucket: 'Other.Bucket_1', Key: 'a'}));
	await client.send(new DeleteBucketCommand({Bucket: 'Other.Bucket_1'}));
	await t.rejects(client.send(new HeadBucketCommand({Bucket: 'Other.Bucket_1'})), {name: 'NotFound'});
});

t.test('the region of a bucket is the one the server was started with', async t => {
	const {client} = await startTestStore(t, {region: 'eu-west-1'});
	t.equal((await client.send(new GetBucketLocationCommand({Bucket: bucket}))).LocationConstraint, 'eu-west-1');
	t.equal((await client.send(new HeadBucketCommand({Bucket: bucket}))).BucketRegion, 'eu-west-1');
});

t.test('objects are removed one by one and many at once; missing ones are no error', async t => {
	const {client} = await startTestStore(t);
	const keys = ['plain', 'a/../b', '<x>&', 'tail/', 'é😀'];
	await Promise.all(keys.map(async Key => client.send(new PutObjectCommand({Bucket: bucket, Key, Body: 'x'}))));
	await client.send(new DeleteObjectCommand({Bucket: bucket, Key: 'plain'}));
	await client.send(new DeleteObjectCommand({Bucket: bucket, Key: 'plain'}));
	const {Deleted, Errors} = await client.send(new DeleteObjectsCommand({Bucket: bucket, Delete: {Objects: [...keys, 'never was'].map(Key => ({Key}))}}));
	t.same([Deleted!.map(({Key}) => Key), Errors], [[...keys, 'never was'], undefined]);
	t.equal((await client.send(new ListObjectsV2Command({Bucket: bucket}))).KeyCount, 0);
});

t.test('a copy takes metadata along or gets its own', async t => {
	const {client} = await startTestStore(t);
	const source = {Bucket: bucket, Key: 'dir/from é'};
	const {ETag} = await client.send(new PutObjectCommand({
		...source, Body: 'content', ContentType: 'text/plain', Metadata: {a: '1'},
	}));
	const CopySource = `/${bucket}/${encodeURIComponent(source.Key)}`;
	const {CopyObjectResult} = await client.send(new CopyObjectCommand({Bucket: bucket, Key: 'to', CopySource}));
	t.equal(CopyObjectResult!.ETag, ETag);
	t.match(await client.send(new HeadObjectCommand({Bucket: bucket, Key: 'to'})), {ContentType: 'text/plain', Metadata: {a: '1'}, ContentLength: 7});
	await client.send(new CopyObjectCommand({
		...source, CopySource, MetadataDirective: 'REPLACE', ContentType: 'text/csv', Metadata: {b: '2'},
	}));
	const replaced = await client.send(new GetObjectCommand(source));
	t.same([replaced.ContentType, replaced.Metadata, await replaced.Body!.transformToString()], ['text/csv', {b: '2'}, 'content']);
	await t.rejects(client.send(new CopyObjectCommand({...source, CopySource})), {name: 'InvalidRequest'});
	await t.rejects(client.send(new CopyObjectCommand({Bucket: bucket, Key: 'x', CopySource: `${bucket}/none`})), {name: 'NoSuchKey'});
	await t.rejects(client.send(new CopyObjectCommand({
		Bucket: bucket, Key: 'x', CopySource, CopySourceIfMatch: '"0"',
	})), {name: 'PreconditionFailed'});
});

t.test('what the server does not implement is refused, never taken for something else', async t => {
	const {client} = await startTestStore(t);
	const object = {Bucket: bucket, Key: 'key'};
	await client.send(new PutObjectCommand({...object, Body: 'content'}));
	await t.rejects(client.send(new PutObjectTaggingCommand({...object, Tagging: {TagSet: [{Key: 'a', Value: 'b'}]}})), {name: 'NotImplemented'});
	await t.rejects(client.send(new GetObjectTorrentCommand(object)), {name: 'NotImplemented'});
	await t.rejects(client.send(new PutObjectAclCommand({...object, ACL: 'public-read'})), {name: 'NotImplemented'});
	const {Body} = await client.send(new GetObjectCommand(object));
	t.equal(await Body!.transformToString(), 'content');
});

t.test('what clients ask of a bucket and its objects before they work is answered as S3 does where nothing was set', async t => {
	const {client} = await startTestStore(t);
	const object = {Bucket: bucket, Key: 'key'};
	await client.send(new PutObjectCommand({...object, Body: 'content'}));
	t.equal((await client.send(new GetBucketVersioningCommand({Bucket: bucket}))).Status, undefined);
	await t.rejects(client.send(new GetBucketVersioningCommand({Bucket: 'none'})), {name: 'NoSuchBucket'});
	t.match(await client.send(new GetBucketAclCommand({Bucket: bucket})), {Owner: {ID: 'faasr-tui'}, Grants: [{Grantee: {ID: 'faasr-tui'}, Permission: 'FULL_CONTROL'}]});
	t.match(await client.send(new GetObjectAclCommand(object)), {Grants: [{Permission: 'FULL_CONTROL'}]});
	await t.rejects(client.send(new GetObjectAclCommand({Bucket: bucket, Key: 'none'})), {name: 'NoSuchKey'});
	t.same((await client.send(new GetObjectTaggingCommand(object))).TagSet, []);
	await t.rejects(client.send(new GetBucketTaggingCommand({Bucket: bucket})), {name: 'NoSuchTagSet'});
	await t.rejects(client.send(new GetBucketPolicyCommand({Bucket: bucket})), {name: 'NoSuchBucketPolicy'});
	await t.resolves(client.send(new PutObjectAclCommand({...object, ACL: 'private'})));
	t.equal((await client.send(new HeadObjectCommand(object))).ContentLength, 7, 'the object stays as it is');
});
