import {type Clock} from '../../../../ports/clock.js';
import {type RequestBody} from '../body/decode-body.js';
import {type S3Request} from '../request/parse-request.js';
import {type S3Response} from '../s3-response.js';
import {type ObjectStore} from '../store/object-store.js';
import {type PartUploads} from '../store/part-uploads.js';

/** What operations work on, the same for every request. */
export type Service = {
	readonly store: ObjectStore;
	readonly uploads: PartUploads;
	readonly clock: Pick<Clock, 'now'>;
	readonly region: string;
};

/** A request whose sender is known. */
export type OperationInput = Service & {
	readonly request: S3Request;
	/** Empty where the operation is not about a bucket or an object. */
	readonly bucket: string;
	readonly key: string;
	/** The body, opened on the first call. */
	readonly body: () => RequestBody;
};

/** One of S3's operations; it throws an `S3Error` to refuse. */
export type Operation = (input: OperationInput) => S3Response | Promise<S3Response>;
