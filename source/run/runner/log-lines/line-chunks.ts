import {type LogEntry} from '../log-entry.js';
import {createLost} from './create-lost.js';
import {type Spill} from './create-spill.js';
import {type Chunk, findChunks} from './find-chunks.js';
import {SpilledChunks} from './spilled-chunks.js';

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

type HeldChunk = Chunk & {
	readonly entries: LogEntry[];
	sizeBytes: number;
};

const largestChunkBytes = 256 * 1024;
// What a line takes in memory apart from its text, roughly.
const entryBytes = 160;

/**
The lines themselves: the newest in memory, older ones on the disk, the oldest lost where the disk has no room.

Adding one costs the same however many there are.
*/
export class LineChunks {
	readonly #options: LineChunksOptions;
	/** Older than all those in memory. */
	#spilled: SpilledChunks;
	#chunks: HeldChunk[] = [];
	#end = 0;
	#held = {lines: 0, bytes: 0};
	#bounds: MemoryBounds;

	constructor(options: LineChunksOptions) {
		this.#options = options;
		this.#spilled = new SpilledChunks(options.createSpill());
		this.#bounds = options;
	}

	/** Number of the oldest line that can still be read. */
	get first(): number {
		return this.#spilled.first ?? this.firstInMemory;
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
		return this.first > 0 || this.#spilled.isUnreadable ? this.#spilled.fault : undefined;
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
		const lines = createLost(Math.min(end, this.first) - from);
		for (const {first, entries} of [...this.#spilled.read(from, end), ...findChunks(this.#chunks, from, end, ({entries}) => entries.length)]) {
			lines.push(...entries.slice(Math.max(0, from - first), end - first));
		}

		return lines;
	}

	readMemory(): readonly LogEntry[] {
		return this.#chunks.flatMap(({entries}) => entries);
	}

	clear(): void {
		this.close();
		this.#spilled = new SpilledChunks(this.#options.createSpill());
		this.#chunks = [];
		this.#end = 0;
		this.#held = {lines: 0, bytes: 0};
		this.#bounds = this.#options;
	}

	/** Gives up what is on the disk. */
	close(): void {
		this.#spilled.close();
	}

	#isOverBounds(): boolean {
		const {memoryLines, memoryBytes} = this.#bounds;
		return this.#held.lines > memoryLines || this.#held.bytes > memoryBytes;
	}

	/** Moves the oldest chunk in memory to the disk, or loses it and all before it; false where it may stay, as more may without a disk. */
	#moveOut(chunk: HeldChunk): boolean {
		const isSpilled = this.#spilled.add(chunk);
		const {withoutDisk = this.#bounds} = this.#options;
		if (!isSpilled && this.#bounds !== withoutDisk) {
			this.#bounds = withoutDisk;
			return false;
		}

		this.#chunks.shift();
		this.#held.lines -= chunk.entries.length;
		this.#held.bytes -= chunk.sizeBytes;
		return true;
	}
}
