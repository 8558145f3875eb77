import {Buffer} from 'node:buffer';
import {S3Error} from '../s3-error.js';
import {parseXml, type XmlNode} from '../xml/parse-xml.js';
import {type RequestBody} from './decode-body.js';

// A thousand keys of 1,024 bytes, every byte escaped, fit.
const maxBytes = 8 * 1024 * 1024;

/** Reads a verified XML body. */
export const readXmlBody = async (body: RequestBody): Promise<XmlNode> => {
	const chunks: Uint8Array[] = [];
	let sizeBytes = 0;
	for await (const chunk of body.chunks) {
		sizeBytes += chunk.length;
		if (sizeBytes > maxBytes) {
			throw new S3Error(400, 'MaxMessageLengthExceeded', 'Your request was too big.');
		}

		chunks.push(chunk);
	}

	return parseXml(Buffer.concat(chunks).toString());
};
