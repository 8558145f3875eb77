import {S3Error} from '../s3-error.js';
import {respondXml} from '../s3-response.js';
import {checkBucketName} from '../store/bucket-name.js';
import {renderXml, type XmlElement} from '../xml/render-xml.js';
import {type Operation} from './operation.js';
import {owner} from './settings.js';

/** ListBuckets. */
export const listBuckets: Operation = ({store}) => respondXml(renderXml('ListAllMyBucketsResult', [
	owner,
	['Buckets', store.bucketNames().map((name): XmlElement => ['Bucket', [
		['Name', name], ['CreationDate', new Date(store.bucket(name).createdAt).toISOString()],
	]])],
]));

/** CreateBucket. The region it asks for is the server's, whatever it says. */
export const createBucket: Operation = ({store, bucket}) => {
	checkBucketName(bucket);
	if (store.bucketNames().includes(bucket)) {
		throw new S3Error(409, 'BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded and you already own it.');
	}

	store.createBucket(bucket);
	return {status: 200, headers: {Location: `/${bucket}`}};
};

/** HeadBucket. */
export const headBucket: Operation = ({store, bucket, region}) => {
	store.bucket(bucket);
	return {status: 200, headers: {'x-amz-bucket-region': region}};
};

/** DeleteBucket, of an empty bucket only. */
export const deleteBucket: Operation = ({store, bucket}) => {
	if (store.bucket(bucket).keys.length > 0) {
		throw new S3Error(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty');
	}

	store.removeBucket(bucket);
	return {status: 204};
};

/** GetBucketLocation; S3 calls us-east-1 nothing. */
export const getBucketLocation: Operation = ({store, bucket, region}) => {
	store.bucket(bucket);
	return respondXml(renderXml('LocationConstraint', region === 'us-east-1' ? '' : region));
};
