import {type LogEntry} from '../log-entry.js';
import {createLost} from './create-lost.js';
import {type Spill, type SpillPlace} from './create-spill.js';
import {decodeEntries, encodeEntries} from './encode-entries.js';
import {type Chunk, findChunks} from './find-chunks.js';

type SpilledChunk = Chunk & {
	readonly count: number;
	readonly place: SpillPlace;
};

type ReadChunk = Chunk & {
	readonly entries: readonly LogEntry[];
};

// Enough for a screen and its neighbourhood; a scan reads each chunk once.
const mostCached = 4;

/** Lines on the disk: the oldest make room for the newest where it has none. */
export class SpilledChunks {
	readonly #spill: Spill;
	readonly #cache = new Map<SpilledChunk, readonly LogEntry[]>();
	#chunks: SpilledChunk[] = [];
	#fault: unknown;
	#isUnreadable = false;

	constructor(spill: Spill) {
		this.#spill = spill;
	}

	/** Number of the oldest line that can still be read, if there is any. */
	get first(): number | undefined {
		return this.#chunks[0]?.first;
	}

	/** What the disk said when it first failed, if it did. */
	get fault(): unknown {
		return this.#fault;
	}

	/** Whether lines that were written could not be read. */
	get isUnreadable(): boolean {
		return this.#isUnreadable;
	}

	/** Writes lines that follow all the others. False where the disk takes none: then those before them are given up, too. */
	add({first, entries}: ReadChunk): boolean {
		const place = this.#write(encodeEntries(entries));
		if (place === undefined) {
			this.#chunks = [];
			return false;
		}

		this.#chunks.push({first, count: entries.length, place});
		return true;
	}

	/** The chunks that hold some of the lines `from` up to `to`, that one not included; what cannot be read comes as lines that say so. */
	read(from: number, to: number): readonly ReadChunk[] {
		return findChunks(this.#chunks, from, to, ({count}) => count).map(chunk => ({first: chunk.first, entries: this.#read(chunk)}));
	}

	/** Gives up all lines. */
	close(): void {
		this.#spill.close();
		this.#cache.clear();
		this.#chunks = [];
	}

	#write(encoded: string): SpillPlace | undefined {
		for (;;) {
			try {
				return this.#spill.write(encoded);
			} catch (error) {
				this.#fault ??= error;
				const firstLeft = this.#spill.dropOldest();
				if (firstLeft === undefined) {
					return undefined;
				}

				this.#chunks = this.#chunks.filter(({place}) => place.segment >= firstLeft);
			}
		}
	}

	#read(chunk: SpilledChunk): readonly LogEntry[] {
		const known = this.#cache.get(chunk);
		if (known !== undefined) {
			return known;
		}

		try {
			const entries = decodeEntries(this.#spill.read(chunk.place));
			this.#remember(chunk, entries);
			return entries;
		} catch (error) {
			this.#fault ??= error;
			this.#isUnreadable = true;
			return createLost(chunk.count);
		}
	}

	#remember(chunk: SpilledChunk, entries: readonly LogEntry[]): void {
		this.#cache.set(chunk, entries);
		const [oldest] = this.#cache.keys();
		if (oldest !== undefined && this.#cache.size > mostCached) {
			this.#cache.delete(oldest);
		}
	}
}
