import {createHash, randomUUID} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {rm} from 'node:fs/promises';
import {type Clock} from '../../../../ports/clock.js';
import {S3Error} from '../s3-error.js';
import {type ObjectHeaders} from './stored-object.js';
import {writeContent, type DraftFile} from './write-content.js';

/** A part of an object that is sent in parts. */
export type UploadedPart = {
	readonly number: number;
	readonly file: DraftFile;
	readonly modifiedAt: number;
};

/** A multipart upload that has neither been completed nor aborted. */
export type PartUpload = {
	readonly id: string;
	readonly bucket: string;
	readonly key: string;
	readonly headers: ObjectHeaders;
	readonly parts: Map<number, UploadedPart>;
};

/** Multipart uploads in progress. They end with the server: S3 clients start over. */
export type PartUploads = {
	readonly start: (bucket: string, key: string, headers: ObjectHeaders) => PartUpload;
	/** The upload, or `NoSuchUpload`. */
	readonly get: (bucket: string, key: string, id: string) => PartUpload;
	readonly addPart: (upload: PartUpload, number: number, chunks: AsyncIterable<Uint8Array>) => Promise<DraftFile>;
	/** Takes an upload out, so that nobody else can complete or abort it. */
	readonly take: (upload: PartUpload) => void;
	readonly putBack: (upload: PartUpload) => void;
	readonly removeFiles: (upload: PartUpload) => Promise<void>;
};

/** One part as the client lists it when it completes the upload. */
export type ListedPart = {readonly number: number; readonly etag: string};

const minPartBytes = 5 * 1024 * 1024;

/** The parts the client lists, if they are what it sent: in order, unchanged, none but the last too small. */
export const pickParts = (upload: PartUpload, listed: readonly ListedPart[]): readonly DraftFile[] => {
	if (listed.some(({number}, index) => index > 0 && number <= listed[index - 1]!.number)) {
		throw new S3Error(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
	}

	return listed.map(({number, etag}, index) => {
		const file = upload.parts.get(number)?.file;
		if (file?.md5 !== etag.replaceAll('"', '')) {
			throw new S3Error(400, 'InvalidPart', 'One or more of the specified parts could not be found.');
		}

		if (index < listed.length - 1 && file.sizeBytes < minPartBytes) {
			throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
		}

		return file;
	});
};

/** ETag of an object made of parts: MD5 of their MD5s, and their number. */
export const getPartsEtag = (files: readonly DraftFile[]): string => {
	const hash = createHash('md5');
	for (const {md5} of files) {
		hash.update(md5, 'hex');
	}

	return `${hash.digest('hex')}-${files.length}`;
};

/** The bytes of the parts one after the other. */
export async function * concatenateParts(files: readonly DraftFile[]): AsyncGenerator<Uint8Array> {
	for (const {path} of files) {
		yield * createReadStream(path) as AsyncIterable<Uint8Array>;
	}
}

/** Keeps track of multipart uploads; their parts are files in `draftFolder`. */
export const createPartUploads = (draftFolder: string, clock: Pick<Clock, 'now'>): PartUploads => {
	const uploads = new Map<string, PartUpload>();
	const get = (bucket: string, key: string, id: string): PartUpload => {
		const upload = uploads.get(id);
		if (upload?.bucket !== bucket || upload.key !== key) {
			throw new S3Error(404, 'NoSuchUpload', 'The specified upload does not exist. It may have been aborted or completed.');
		}

		return upload;
	};

	return {
		get,
		start(bucket, key, headers) {
			const upload = {
				id: randomUUID(), bucket, key, headers, parts: new Map(),
			};
			uploads.set(upload.id, upload);
			return upload;
		},
		async addPart(upload, number, chunks) {
			const file = await writeContent(draftFolder, chunks);
			if (!uploads.has(upload.id)) {
				await rm(file.path, {force: true});
			}

			get(upload.bucket, upload.key, upload.id);
			const replaced = upload.parts.get(number);
			upload.parts.set(number, {number, file, modifiedAt: clock.now()});
			if (replaced !== undefined) {
				await rm(replaced.file.path, {force: true});
			}

			return file;
		},
		take(upload) {
			uploads.delete(upload.id);
		},
		putBack(upload) {
			uploads.set(upload.id, upload);
		},
		async removeFiles(upload) {
			await Promise.all([...upload.parts.values()].map(async part => rm(part.file.path, {force: true})));
		},
	};
};
