/** A parsed JSON object whose keys are not known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Tells a JSON object from arrays, `null` and scalars. */
export const isJsonObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of a JSON object; none for anything else, so that a broken part of a document can be looked past. */
export const getEntries = (value: unknown): ReadonlyArray<readonly [string, unknown]> =>
	isJsonObject(value) ? Object.entries(value) : [];

/** The value of an own key; a document may use names that every object inherits, such as `constructor`. */
export const getOwn = <Value>(object: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined =>
	object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
