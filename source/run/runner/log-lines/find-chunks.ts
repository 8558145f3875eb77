/** Lines that follow each other. */
export type Chunk = {
	/** Number of the first of them. */
	readonly first: number;
};

/** Index of the chunk that a line is in; of the nearest where it is in none. */
const findChunk = (chunks: readonly Chunk[], number: number): number => {
	let low = 0;
	let high = chunks.length - 1;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		const chunk = chunks[middle];
		if (chunk !== undefined && chunk.first <= number) {
			low = middle;
		} else {
			high = middle - 1;
		}
	}

	return low;
};

/** The chunks that hold some of the lines `from` up to `to`, that one not included, in the order of their lines; an empty window is in none. */
export const findChunks = <Some extends Chunk>(chunks: readonly Some[], from: number, to: number, getCount: (chunk: Some) => number): readonly Some[] =>
	chunks.slice(findChunk(chunks, from), findChunk(chunks, to) + 1).filter(chunk => Math.max(from, chunk.first) < Math.min(to, chunk.first + getCount(chunk)));
