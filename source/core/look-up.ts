/** The entry of a map that holds every key it is asked for, as the nodes of a workflow are in a run's state; a map without it is a bug. */
export const lookUp = <Key, Value>(map: {readonly get: (key: Key) => Value | undefined}, key: Key): Value => {
	const value = map.get(key);
	if (value === undefined) {
		throw new TypeError(`Nothing is known of ${String(key)}`);
	}

	return value;
};
