import {renderChecksumHeaders} from '../body/checksums.js';
import {S3Error} from '../s3-error.js';
import {readContent} from '../store/read-content.js';
import {type StoredObject} from '../store/stored-object.js';
import {parseRange} from './byte-range.js';
import {renderObjectHeaders} from './object-headers.js';
import {type Operation, type OperationInput} from './operation.js';
import {checkReadCondition} from './read-condition.js';

/** The object of a request, or `NoSuchKey`. */
export const getStoredObject = ({store}: Pick<OperationInput, 'store'>, bucket: string, key: string): StoredObject => {
	const object = store.bucket(bucket).get(key);
	if (object === undefined) {
		throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
	}

	return object;
};

const overridePrefix = 'response-';

const getOverrides = ({query}: OperationInput['request']): Record<string, string> => Object.fromEntries([...query]
	.filter(([name]) => name.startsWith(overridePrefix))
	.map(([name, value]) => [name.slice(overridePrefix.length), value]));

const describeAnswer = (input: OperationInput) => {
	const {request, bucket, key} = input;
	const object = getStoredObject(input, bucket, key);
	checkReadCondition(request.headers, object);
	const range = parseRange(request.headers.get('range'), object.sizeBytes);
	const {startByte, lengthBytes} = range ?? {startByte: 0, lengthBytes: object.sizeBytes};
	const hasChecksums = range === undefined && request.headers.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
	return {
		status: range === undefined ? 200 : 206,
		startByte,
		lengthBytes,
		headers: {
			...renderObjectHeaders(object),
			...getOverrides(request),
			...(hasChecksums ? renderChecksumHeaders(object.checksums) : {}),
			...(range === undefined ? {} : {'Content-Range': `bytes ${startByte}-${startByte + lengthBytes - 1}/${object.sizeBytes}`}),
			'Content-Length': String(lengthBytes),
		},
	};
};

/** GetObject: the whole object or one range. The bytes are those of the version that was current when the request arrived. */
export const getObject: Operation = input => {
	const {status, headers, startByte, lengthBytes} = describeAnswer(input);
	return {status, headers, body: readContent(input.store.bucket(input.bucket).open(input.key), startByte, lengthBytes)};
};

/** HeadObject. */
export const headObject: Operation = input => {
	const {status, headers} = describeAnswer(input);
	return {status, headers};
};
