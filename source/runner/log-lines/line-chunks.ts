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

/** Lines that follow each other. */
type Chunk = {
	readonly first: number;
	readonly entries: LogEntry[];
	sizeBytes: number;
};

/** The same on the disk. */
type SpilledChunk = {
	readonly first: number;
	readonly count: number;
	readonly spill: Spill;
	readonly place: SpillPlace;
};

const largestChunkBytes = 256 * 1024;
// What a line takes in memory apart from its text, roughly.
const entryBytes = 160;
// Enough for a screen and its neighbourhood; a scan reads each chunk once.
const mostCached = 4;

const lost: LogEntry = {node: '', text: '(lost)', message: '(lost)', at: 0, isNoise: false};
const createLost = (count: number): LogEntry[] => Array.from({length: Math.max(0, count)}, () => lost);

const createCache = () => {
	const cached = new Map<SpilledChunk, readonly LogEntry[]>();
	return {
		get(chunk: SpilledChunk): readonly LogEntry[] {
			const known = cached.get(chunk);
			if (known !== undefined) {
				return known;
			}

			const entries = decodeEntries(chunk.spill.read(chunk.place));
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

const getCount = (chunk: Chunk | SpilledChunk): number => 'entries' in chunk ? chunk.entries.length : chunk.count;

/** Index of the chunk that a line is in; of the nearest where it is in none. */
const findChunk = (chunks: ReadonlyArray<Chunk | SpilledChunk>, number: number): number => {
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

/** The chunks that hold some of the lines `from` up to `to`, that one not included. */
const findChunks = <Some extends Chunk | SpilledChunk>(chunks: readonly Some[], from: number, to: number): readonly Some[] =>
	chunks.slice(findChunk(chunks, from), findChunk(chunks, to) + 1).filter(chunk => chunk.first < to && from < chunk.first + getCount(chunk));

/**
The lines themselves: the newest in memory, older ones on the disk, the oldest lost where the disk has no room.

Adding one costs the same however many there are.
*/
export class LineChunks {
	readonly #options: LineChunksOptions;
	readonly #cache = createCache();
	/** Older than all those in memory. */
	#spilled: SpilledChunk[] = [];
	#chunks: Chunk[] = [];
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
		return this.#spilled[0]?.first ?? this.firstInMemory;
	}

	get firstInMemory(): number {
		return this.#chunks[0]?.first ?? this.#end;
	}

	/** Number that the next line gets. */
	get end(): number {
		return this.#end;
	}

	/** Why lines were lost, if any were. */
	get fault(): unknown {
		return this.first > 0 || this.#isUnreadable ? this.#fault : undefined;
	}

	append(entry: LogEntry): void {
		let chunk = this.#chunks.at(-1);
		if (chunk === undefined || chunk.entries.length >= this.#options.chunkLines || chunk.sizeBytes >= largestChunkBytes) {
			chunk = {first: this.#end, entries: [], sizeBytes: 0};
			this.#chunks.push(chunk);
		}

		const sizeBytes = entry.text.length + entryBytes;
		chunk.entries.push(entry);
		chunk.sizeBytes += sizeBytes;
		this.#held.lines++;
		this.#held.bytes += sizeBytes;
		this.#end++;
	}

	/** Moves lines to the disk until memory is within its bounds. */
	trim(): void {
		if (!this.#isOverBounds()) {
			return;
		}

		// The last chunk stays, however large: it still grows.
		for (const chunk of this.#chunks.slice(0, -1)) {
			if (!this.#isOverBounds() || !this.#moveOut(chunk)) {
				return;
			}
		}
	}

	/** Lines `from` up to `to`, that one not included; what is lost comes as a line that says so. */
	read(from: number, to: number): readonly LogEntry[] {
		const end = Math.min(to, this.#end);
		const entries = createLost(Math.min(end, this.first) - from);
		const add = (first: number, read: readonly LogEntry[]): void => {
			entries.push(...read.slice(Math.max(0, from - first), end - first));
		};

		for (const chunk of findChunks(this.#spilled, from, end)) {
			add(chunk.first, this.#readSpilled(chunk));
		}

		for (const chunk of findChunks(this.#chunks, from, end)) {
			add(chunk.first, chunk.entries);
		}

		return entries;
	}

	readMemory(): readonly LogEntry[] {
		return this.#chunks.flatMap(({entries}) => entries);
	}

	clear(): void {
		this.close();
		this.#chunks = [];
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
		this.#spilled = [];
	}

	#isOverBounds(): boolean {
		const {memoryLines, memoryBytes} = this.#bounds;
		return this.#held.lines > memoryLines || this.#held.bytes > memoryBytes;
	}

	/** Moves the oldest chunk in memory to the disk, or loses it and all before it; false where it may stay, as more may without a disk. */
	#moveOut({first, entries, sizeBytes}: Chunk): boolean {
		const written = this.#write(encodeEntries(entries));
		const {withoutDisk = this.#bounds} = this.#options;
		if (written === undefined && this.#bounds !== withoutDisk) {
			this.#bounds = withoutDisk;
			return false;
		}

		this.#chunks.shift();
		this.#held.lines -= entries.length;
		this.#held.bytes -= sizeBytes;
		if (written === undefined) {
			this.#spilled = [];
		} else {
			this.#spilled.push({first, count: entries.length, ...written});
		}

		return true;
	}

	/** Where the disk has no room the oldest lines on it make some. */
	#write(encoded: string): Pick<SpilledChunk, 'spill' | 'place'> | undefined {
		this.#spill ??= this.#options.createSpill();
		const spill = this.#spill;
		for (;;) {
			try {
				return {spill, place: spill.write(encoded)};
			} catch (error) {
				this.#fault ??= error;
				const firstLeft = spill.dropOldest();
				if (firstLeft === undefined) {
					return undefined;
				}

				this.#spilled = this.#spilled.filter(({place}) => place.segment >= firstLeft);
			}
		}
	}

	#readSpilled(chunk: SpilledChunk): readonly LogEntry[] {
		try {
			return this.#cache.get(chunk);
		} catch (error) {
			this.#fault ??= error;
			this.#isUnreadable = true;
			return createLost(chunk.count);
		}
	}
}
