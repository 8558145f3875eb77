import {formatJsonPath, type JsonPath} from '../json/json-path.js';
import {quoteName} from '../quote-name.js';

const entries: Readonly<Record<string, string>> = {
	ActionList: 'action', ComputeServers: 'server', DataStores: 'data store',
};

/** Names a part of a document in a sentence: `action "sum"`, `InvokeNext[0] of action "sum"`, `the document`. */
export const describePlace = (path: JsonPath): string => {
	const [section, name, ...rest] = path;
	if (section === undefined) {
		return 'the document';
	}

	const noun = typeof section === 'string' && Object.hasOwn(entries, section) ? entries[section] : undefined;
	if (noun === undefined || typeof name !== 'string') {
		return formatJsonPath(path).slice(2);
	}

	const owner = `${noun} ${quoteName(name)}`;
	return rest.length === 0 ? owner : `${formatJsonPath(rest).replace(/^\$\.?/, '')} of ${owner}`;
};

/** The same at the start of a sentence. */
export const describePlaceFirst = (path: JsonPath): string => {
	const place = describePlace(path);
	return place.slice(0, 1).toUpperCase() + place.slice(1);
};
