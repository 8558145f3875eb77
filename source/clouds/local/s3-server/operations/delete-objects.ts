import {readXmlBody} from '../body/read-xml-body.js';
import {S3Error} from '../s3-error.js';
import {respondXml} from '../s3-response.js';
import {getChildText} from '../xml/parse-xml.js';
import {renderXml, type XmlElement} from '../xml/render-xml.js';
import {type Operation} from './operation.js';

/** DeleteObject; a missing object is no error. */
export const deleteObject: Operation = ({store, bucket, key}) => {
	store.bucket(bucket).remove(key);
	return {status: 204};
};

const maxKeyCount = 1000;

/** DeleteObjects: up to a thousand keys at once. */
export const deleteObjects: Operation = async ({store, bucket, body}) => {
	store.bucket(bucket);
	const root = await readXmlBody(body());
	const keys = root.children.filter(({name}) => name === 'Object').map(node => getChildText(node, 'Key'));
	if (root.name !== 'Delete' || keys.length === 0 || keys.length > maxKeyCount || keys.includes(undefined)) {
		throw new S3Error(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
	}

	const deleted: XmlElement[] = [];
	for (const key of keys as string[]) {
		store.bucket(bucket).remove(key);
		deleted.push(['Deleted', [['Key', key]]]);
	}

	return respondXml(renderXml('DeleteResult', getChildText(root, 'Quiet') === 'true' ? [] : deleted));
};
