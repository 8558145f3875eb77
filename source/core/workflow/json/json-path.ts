/** Where a value stands in a document: keys and indexes from the top. */
export type JsonPath = ReadonlyArray<string | number>;

const plainKey = /^[A-Za-z_][\w-]*$/;
const keyLimit = 60;

const shorten = (key: string): string => key.length > keyLimit ? `${key.slice(0, keyLimit)}…` : key;

/** Writes a path as people write JSON paths: `$.ActionList.sum.InvokeNext[0]`, odd keys as `["API.key"]`. */
export const formatJsonPath = (path: JsonPath): string => {
	let text = '$';
	for (const segment of path) {
		if (typeof segment === 'number') {
			text += `[${segment}]`;
		} else {
			text += plainKey.test(segment) ? `.${shorten(segment)}` : `[${JSON.stringify(shorten(segment))}]`;
		}
	}

	return text;
};
