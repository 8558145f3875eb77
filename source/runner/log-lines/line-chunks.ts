import {type LogEntry} from '../log-entry.js';
import {decodeEntries, encodeEntries} from './encode-entries.js';
import {type Spill, type SpillPlace} from './create-spill.js';

/** How much is kept in memory. */
export type MemoryBounds = {
	readonly memoryLines: number;
	readonly memoryBytes: number;
};

export type LineChunksOptions = MemoryBounds & {
	/**
	The bounds once the disk has taken nothing: then what leaves memory is lost.

	@default the same
	*/
	readonly withoutDisk?: MemoryBounds;
	/** Lines that are written and read together. */
	readonly chunkLines: number;
	readonly createSpill: () => Spill;
};

type Chunk = {
	readonly first: number;
	entries: LogEntry[] | undefined;
	count: number;
	sizeBytes: number;
	place: SpillPlace | undefined;
};

const largestChunkBytes = 256 * 1024;
// What a line takes in memory apart from its text, roughly.
const entryBytes = 160;
// Enough for a screen and its neighbourhood; a scan reads each chunk once.
const mostCached = 4;

const lost: LogEntry = {node: '', text: '(lost)', message: '(lost)', at: 0, isNoise: false};

const createCache = () => {
	const cached = new Map<Chunk, readonly LogEntry[]>();
	return {
		get(chunk: Chunk, spill: Spill): readonly LogEntry[] {
			const known = cached.get(chunk);
			if (known !== undefined) {
				return known;
			}

			const entries = chunk.place === undefined ? [] : decodeEntries(spill.read(chunk.place));
			cached.set(chunk, entries);
			const [oldest] = cached.keys();
			if (oldest !== undefined && cached.size > mostCached) {
				cached.delete(oldest);
			}

			return entries;
		},
		clear() {
			cached.clear();
		},
	};
};

/** Index of the chunk that a line is in. */
const findChunk = (chunks: readonly Chunk[], number: number): number => {
	let low = 0;
	let high = chunks.length - 1;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if ((chunks[middle]?.first ?? Number.POSITIVE_INFINITY) <= number) {
			low = middle;
		} else {
			high = middle - 1;
		}
	}

	return low;
};

/**
The lines themselves: the newest in memory, older ones on the disk, the oldest lost where the disk has no room.

Adding one costs the same however many there are.
*/
export class LineChunks {
	readonly #options: LineChunksOptions;
	readonly #cache = createCache();
	#chunks: Chunk[] = [];
	/** How many chunks at the head are on the disk. */
	#spilledCount = 0;
	#first = 0;
	#end = 0;
	#held = {lines: 0, bytes: 0};
	#fault: unknown;
	#isUnreadable = false;
	#spill: Spill | undefined;
	#bounds: MemoryBounds;

	constructor(options: LineChunksOptions) {
		this.#options = options;
		this.#bounds = options;
	}

	/** Number of the oldest line that can still be read. */
	get first(): number {
		return this.#first;
	}

	get firstInMemory(): number {
		return this.#chunks[this.#spilledCount]?.first ?? this.#end;
	}

	/** Number that the next line gets. */
	get end(): number {
		return this.#end;
	}

	/** Why lines were lost, if any were. */
	get fault(): unknown {
		return this.#first > 0 || this.#isUnreadable ? this.#fault : undefined;
	}

	append(entry: LogEntry): void {
		const {chunkLines} = this.#options;
		let chunk = this.#chunks.at(-1);
		if (chunk?.entries === undefined || chunk.count >= chunkLines || chunk.sizeBytes >= largestChunkBytes) {
			chunk = {first: this.#end, entries: [], count: 0, sizeBytes: 0, place: undefined};
			this.#chunks.push(chunk);
		}

		const sizeBytes = entry.text.length + entryBytes;
		chunk.entries?.push(entry);
		chunk.count++;
		chunk.sizeBytes += sizeBytes;
		this.#held.lines++;
		this.#held.bytes += sizeBytes;
		this.#end++;
	}

	/** Moves lines to the disk until memory is within its bounds. */
	trim(): void {
		// The last chunk stays, however large: it still grows.
		while (this.#isOverBounds() && this.#spilledCount < this.#chunks.length - 1) {
			const chunk = this.#chunks[this.#spilledCount];
			if (chunk === undefined) {
				return;
			}

			this.#moveOut(chunk);
		}
	}

	/** Lines `from` up to `to`, that one not included; what is lost comes as a line that says so. */
	read(from: number, to: number): readonly LogEntry[] {
		const entries: LogEntry[] = [];
		let index = findChunk(this.#chunks, Math.max(from, this.#first));
		for (let number = from; number < Math.min(to, this.#end); number++) {
			const chunk = this.#chunks[index];
			entries.push(chunk === undefined || number < chunk.first ? lost : this.#readChunk(chunk)[number - chunk.first] ?? lost);
			if (chunk !== undefined && number + 1 >= chunk.first + chunk.count) {
				index++;
			}
		}

		return entries;
	}

	readMemory(): readonly LogEntry[] {
		return this.#chunks.slice(this.#spilledCount).flatMap(({entries = []}) => entries);
	}

	clear(): void {
		this.close();
		this.#chunks = [];
		this.#first = 0;
		this.#end = 0;
		this.#held = {lines: 0, bytes: 0};
		this.#fault = undefined;
		this.#isUnreadable = false;
		this.#bounds = this.#options;
	}

	/** Gives up what is on the disk. */
	close(): void {
		this.#spill?.close();
		this.#spill = undefined;
		this.#cache.clear();
		this.#lose(this.#spilledCount);
	}

	#lose(count: number): void {
		this.#chunks.splice(0, count);
		this.#spilledCount = Math.max(0, this.#spilledCount - count);
		this.#first = this.#chunks[0]?.first ?? this.#end;
	}

	#isOverBounds(): boolean {
		const {memoryLines, memoryBytes} = this.#bounds;
		return this.#held.lines > memoryLines || this.#held.bytes > memoryBytes;
	}

	#moveOut(chunk: Chunk): void {
		chunk.place = this.#write(encodeEntries(chunk.entries ?? []));
		const {withoutDisk = this.#bounds} = this.#options;
		if (chunk.place === undefined && this.#bounds !== withoutDisk) {
			this.#bounds = withoutDisk;
			return;
		}

		this.#held.lines -= chunk.count;
		this.#held.bytes -= chunk.sizeBytes;
		if (chunk.place === undefined) {
			this.#lose(this.#spilledCount + 1);
		} else {
			chunk.entries = undefined;
			this.#spilledCount++;
		}
	}

	/** Where the disk has no room the oldest lines on it make some. */
	#write(encoded: string): SpillPlace | undefined {
		this.#spill ??= this.#options.createSpill();
		for (;;) {
			try {
				return this.#spill.write(encoded);
			} catch (error) {
				this.#fault ??= error;
				const firstLeft = this.#spill.dropOldest();
				if (firstLeft === undefined) {
					return undefined;
				}

				this.#lose(this.#chunks.findIndex(({place}) => place === undefined || place.segment >= firstLeft));
			}
		}
	}

	#readChunk(chunk: Chunk): readonly LogEntry[] {
		if (chunk.entries !== undefined) {
			return chunk.entries;
		}

		try {
			return this.#spill === undefined ? [] : this.#cache.get(chunk, this.#spill);
		} catch (error) {
			this.#fault ??= error;
			this.#isUnreadable = true;
			return [];
		}
	}
}
