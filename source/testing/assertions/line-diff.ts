/** One line of a comparison. */
type Change = {readonly kind: ' ' | '-' | '+'; readonly line: string};

/** Beyond so many comparisons of lines the middle is shown as replaced. */
const comparisonLimit = 1_000_000;
const contextCount = 3;
const shownCount = 60;

const countEqual = (a: readonly string[], b: readonly string[]): number => {
	const length = Math.min(a.length, b.length);
	let count = 0;
	while (count < length && a[count] === b[count]) {
		count++;
	}

	return count;
};

/** Length of the longest common part of what follows each pair of lines. */
const measure = (expected: readonly string[], actual: readonly string[]): readonly Uint32Array[] => {
	const table = Array.from({length: expected.length + 1}, () => new Uint32Array(actual.length + 1));
	for (let row = expected.length - 1; row >= 0; row--) {
		for (let column = actual.length - 1; column >= 0; column--) {
			table[row]![column] = expected[row] === actual[column]
				? table[row + 1]![column + 1]! + 1
				: Math.max(table[row + 1]![column]!, table[row]![column + 1]!);
		}
	}

	return table;
};

const compareMiddle = (expected: readonly string[], actual: readonly string[]): readonly Change[] => {
	if (expected.length * actual.length > comparisonLimit) {
		return [...expected.map((line): Change => ({kind: '-', line})), ...actual.map((line): Change => ({kind: '+', line}))];
	}

	const table = measure(expected, actual);
	const changes: Change[] = [];
	let row = 0;
	let column = 0;
	while (row < expected.length || column < actual.length) {
		if (row < expected.length && column < actual.length && expected[row] === actual[column]) {
			changes.push({kind: ' ', line: expected[row]!});
			row++;
			column++;
		} else if (column === actual.length || (row < expected.length && table[row + 1]![column]! >= table[row]![column + 1]!)) {
			changes.push({kind: '-', line: expected[row]!});
			row++;
		} else {
			changes.push({kind: '+', line: actual[column]!});
			column++;
		}
	}

	return changes;
};

/** The lines around the differences, as a unified diff (`-` expected, `+` actual); empty when there is none. Long ones are cut. */
export const renderLineDiff = (expected: readonly string[], actual: readonly string[]): string => {
	const startCount = countEqual(expected, actual);
	const endCount = countEqual(expected.slice(startCount).reverse(), actual.slice(startCount).reverse());
	const middle = compareMiddle(expected.slice(startCount, expected.length - endCount), actual.slice(startCount, actual.length - endCount));
	if (middle.length === 0) {
		return '';
	}

	const first = Math.max(0, startCount - contextCount);
	const before = expected.slice(first, startCount);
	const after = expected.slice(expected.length - endCount, expected.length - endCount + contextCount);
	const shown = middle.slice(0, shownCount);
	const count = (kind: Change['kind']): number => before.length + after.length + middle.filter(change => change.kind === ' ' || change.kind === kind).length;
	return [
		'--- expected',
		'+++ actual',
		`@@ -${first + 1},${count('-')} +${first + 1},${count('+')} @@`,
		...before.map(line => ` ${line}`),
		...shown.map(({kind, line}) => `${kind}${line}`),
		...(shown.length < middle.length ? [`… ${middle.length - shown.length} more lines`] : after.map(line => ` ${line}`)),
		'',
	].join('\n');
};
