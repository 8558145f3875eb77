import {type WrittenFile} from './stored-file.js';

/** Whose a file is, with a question mark where only the time tells: `sum`, `sum?`, `sum or mean?`. */
export const describeNodes = ({nodes, sureness}: Pick<WrittenFile, 'nodes' | 'sureness'>): string => {
	const [first = '-', second, ...more] = nodes;
	if (second === undefined) {
		return sureness === 'time' ? `${first}?` : first;
	}

	return more.length === 0 ? `${first} or ${second}?` : `${first} or ${more.length + 1} more?`;
};
