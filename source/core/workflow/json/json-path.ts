/** Where a value stands in a document: keys and indexes from the top. */
export type JsonPath = ReadonlyArray<string | number>;

const plainKey = /^[A-Za-z_][\w-]*$/;
const keyLimit = 60;

const segmentLimit = 20;
const shownEnd = 4;

const shorten = (key: string): string => key.length > keyLimit ? `${key.slice(0, keyLimit)}…` : key;

const formatSegment = (segment: string | number): string => {
	if (typeof segment === 'number') {
		return `[${segment}]`;
	}

	return plainKey.test(segment) ? `.${shorten(segment)}` : `[${JSON.stringify(shorten(segment))}]`;
};

const formatSegments = (segments: JsonPath): string => segments.map(segment => formatSegment(segment)).join('');

/** Writes a path as people write JSON paths: `$.ActionList.sum.InvokeNext[0]`, odd keys as `["API.key"]`; of a very long one the ends. */
export const formatJsonPath = (path: JsonPath): string => path.length > segmentLimit
	? `$${formatSegments(path.slice(0, segmentLimit - shownEnd))}…${formatSegments(path.slice(-shownEnd))}`
	: `$${formatSegments(path)}`;
