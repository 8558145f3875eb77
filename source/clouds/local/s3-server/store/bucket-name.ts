import {isBucketName} from '../../../../core/workflow/bucket-name.js';
import {S3Error} from '../s3-error.js';

/** Refuses what no S3 service would call a bucket. */
export const checkBucketName = (name: string): void => {
	if (!isBucketName(name)) {
		throw new S3Error(400, 'InvalidBucketName', 'The specified bucket is not valid.');
	}
};

/** Folder of a bucket; upper-case letters are encoded for file systems that ignore case. */
export const toFolderName = (bucket: string): string =>
	bucket.replaceAll(/[A-Z]/g, letter => `%${letter.codePointAt(0)!.toString(16)}`);

/** The bucket that has this folder. */
export const fromFolderName = (folder: string): string => folder.replaceAll(/%(?<hex>[\da-f]{2})/g, (_whole, hex: string) =>
	String.fromCodePoint(Number.parseInt(hex, 16)));
