import {S3Error} from '../s3-error.js';
import {type StoredObject} from '../store/stored-object.js';

const hasEtag = (list: string, etag: string): boolean =>
	list.split(',').map(item => item.trim().replace(/^W\//, '').replaceAll('"', '')).some(item => item === '*' || item === etag);

// HTTP dates have no fraction: an object counts as modified at the start of its second.
const isModifiedSince = (date: string, {modifiedAt}: StoredObject): boolean | undefined => {
	const since = Date.parse(date);
	return Number.isNaN(since) ? undefined : Math.floor(modifiedAt / 1000) * 1000 > since;
};

const getVerdict = (get: (name: string) => string | undefined, object: StoredObject): 'met' | 'failed' | 'not-modified' => {
	const match = get('if-match');
	const noneMatch = get('if-none-match');
	const unmodifiedSince = get('if-unmodified-since');
	const modifiedSince = get('if-modified-since');
	if (match === undefined ? unmodifiedSince !== undefined && isModifiedSince(unmodifiedSince, object) === true : !hasEtag(match, object.etag)) {
		return 'failed';
	}

	const isUnchanged = noneMatch === undefined
		? modifiedSince !== undefined && isModifiedSince(modifiedSince, object) === false
		: hasEtag(noneMatch, object.etag);
	return isUnchanged ? 'not-modified' : 'met';
};

const preconditionFailed = (): S3Error => new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');

/** Checks the conditional headers of GET and HEAD in HTTP's order of precedence. */
export const checkReadCondition = (headers: ReadonlyMap<string, string>, object: StoredObject): void => {
	const verdict = getVerdict(name => headers.get(name), object);
	if (verdict === 'failed') {
		throw preconditionFailed();
	}

	if (verdict === 'not-modified') {
		throw new S3Error(304, 'NotModified', 'Not Modified', {ETag: `"${object.etag}"`, 'Last-Modified': new Date(object.modifiedAt).toUTCString()});
	}
};

/** Checks the conditions on the source of a copy; there is no 304 for those. */
export const checkCopyCondition = (headers: ReadonlyMap<string, string>, object: StoredObject): void => {
	if (getVerdict(name => headers.get(`x-amz-copy-source-${name}`), object) !== 'met') {
		throw preconditionFailed();
	}
};

/** The check for a conditional write, asked in the moment the object changes. */
export const createWriteCheck = (headers: ReadonlyMap<string, string>): ((current: StoredObject | undefined) => void) => {
	const match = headers.get('if-match');
	const noneMatch = headers.get('if-none-match');
	if (noneMatch !== undefined && noneMatch !== '*') {
		throw new S3Error(501, 'NotImplemented', 'If-None-Match of a write can only be *.');
	}

	return current => {
		if (match !== undefined && current === undefined) {
			throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
		}

		if ((noneMatch !== undefined && current !== undefined) || (match !== undefined && !hasEtag(match, current!.etag))) {
			throw preconditionFailed();
		}
	};
};
