import {S3Error} from '../s3-error.js';

/** Part of an object: from `startByte`, `lengthBytes` long. */
export type ByteRange = {readonly startByte: number; readonly lengthBytes: number};

/** Reads a `Range` header with one range; `undefined` for none and for what HTTP tells servers to ignore. */
export const parseRange = (header: string | undefined, sizeBytes: number): ByteRange | undefined => {
	const groups = /^bytes=(?<first>\d*)-(?<last>\d*)$/.exec(header?.trim() ?? '')?.groups;
	const {first = '', last = ''} = groups ?? {};
	if (first === '' && last === '') {
		return undefined;
	}

	if (first !== '' && last !== '' && Number(last) < Number(first)) {
		return undefined;
	}

	const startByte = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
	const endByte = first === '' || last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1);
	if (startByte >= sizeBytes) {
		throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable', {'Content-Range': `bytes */${sizeBytes}`});
	}

	return {startByte, lengthBytes: endByte - startByte};
};
