const isSurrogate = (unit: number): boolean => unit >= 0xD8_00 && unit <= 0xDF_FF;

/** Compares keys by their UTF-8 bytes, the order of every S3 listing. */
export const compareKeys = (left: string, right: string): number => {
	const length = Math.min(left.length, right.length);
	for (let index = 0; index < length; index++) {
		const leftUnit = left.charCodeAt(index); // eslint-disable-line unicorn/prefer-code-point -- UTF-16 units are what differs from UTF-8 order
		const rightUnit = right.charCodeAt(index); // eslint-disable-line unicorn/prefer-code-point -- as above
		if (leftUnit !== rightUnit) {
			const isSameKind = isSurrogate(leftUnit) === isSurrogate(rightUnit);
			return isSameKind ? leftUnit - rightUnit : Number(isSurrogate(leftUnit)) - Number(isSurrogate(rightUnit));
		}
	}

	return left.length - right.length;
};

/** Index of the first key for which `isPast` holds; it must hold for all keys after that one. */
export const findFirst = (keys: readonly string[], isPast: (key: string) => boolean): number => {
	let low = 0;
	let high = keys.length;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (isPast(keys[middle]!)) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}

	return low;
};
