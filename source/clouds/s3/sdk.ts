/** What faasr-tui uses of the AWS SDK; loaded when the first request is sent. A bundle leaves out the other hundred commands. */
export {
	DeleteObjectCommand, DeleteObjectsCommand, GetObjectCommand, HeadBucketCommand, ListObjectsV2Command, S3Client,
} from '@aws-sdk/client-s3';
