import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where a text lies on the disk. */
export type SpillPlace = {
	readonly segment: number;
	readonly startByte: number;
	readonly sizeBytes: number;
};

/** Texts put on the disk to keep memory free, the oldest given up when there is no room. */
export type Spill = {
	/** Writes a text; throws what the disk says. */
	readonly write: (text: string) => SpillPlace;
	/** Gives a text back; throws what the disk says. */
	readonly read: (place: SpillPlace) => string;
	/** Frees the room of the oldest texts, and gives the number of the first segment that is left; nothing when there was none to free. */
	readonly dropOldest: () => number | undefined;
	/** Removes everything. */
	readonly close: () => void;
};

export type SpillOptions = {
	/** @default the system's folder for temporary files */
	readonly folder?: string | undefined;
	/** Size of one file; the smallest part that can be given up. */
	readonly segmentBytes?: number;
	/** Writes as many of the bytes as it can, and gives their number. */
	readonly writeBytes?: (file: number, bytes: Uint8Array, position: number) => number;
	/** Creates a file for reading and writing. */
	readonly openFile?: (path: string) => number;
	/** Throws where a file that is open cannot be removed. */
	readonly removeFolder?: (folder: string) => void;
};

type Segment = {
	readonly file: number;
	/** Set where a file cannot lose its name while it is open. */
	readonly leftover: string | undefined;
	sizeBytes: number;
};

const defaultSegmentBytes = 64 * 1024 * 1024;

const openOwnFile = (file: string): number => fs.openSync(file, 'wx+', 0o600);
const removeWholeFolder = (folder: string): void => {
	fs.rmSync(folder, {recursive: true, force: true});
};

type Disk = {readonly folder: string} & Required<Pick<SpillOptions, 'openFile' | 'removeFolder'>>;

/** Only the owner may read it, and its name goes at once: whatever kills the process, nothing is left behind. */
const openSegment = ({folder, openFile, removeFolder}: Disk): Segment => {
	const ownFolder = fs.mkdtempSync(path.join(folder, 'faasr-tui-log-'));
	try {
		const file = openFile(path.join(ownFolder, 'lines'));
		try {
			removeFolder(ownFolder);
			return {file, leftover: undefined, sizeBytes: 0};
		} catch {
			return {file, leftover: ownFolder, sizeBytes: 0};
		}
	} catch (error) {
		removeFolder(ownFolder);
		throw error;
	}
};

const readFully = (file: number, {startByte, sizeBytes}: SpillPlace): string => {
	const bytes = Buffer.allocUnsafe(sizeBytes);
	let done = 0;
	while (done < sizeBytes) {
		const count = fs.readSync(file, bytes, done, sizeBytes - done, startByte + done);
		if (count === 0) {
			throw new Error('The temporary file of the log is shorter than it should be');
		}

		done += count;
	}

	return bytes.toString('utf8');
};

const writeSync = (file: number, bytes: Uint8Array, position: number): number => fs.writeSync(file, bytes, 0, bytes.length, position);

/** Creates a store of texts in temporary files, which are opened when something is written. */
export const createSpill = ({
	folder = os.tmpdir(), segmentBytes = defaultSegmentBytes, writeBytes = writeSync, openFile = openOwnFile, removeFolder = removeWholeFolder,
}: SpillOptions = {}): Spill => {
	const segments = new Map<number, Segment>();
	let nextSegment = 0;

	const closeSegment = ({file, leftover}: Segment): void => {
		fs.closeSync(file);
		if (leftover !== undefined) {
			removeFolder(leftover);
		}
	};

	const getSegment = (): Segment => {
		const last = segments.get(nextSegment - 1);
		if (last !== undefined && last.sizeBytes < segmentBytes) {
			return last;
		}

		const segment = openSegment({folder, openFile, removeFolder});
		segments.set(nextSegment, segment);
		nextSegment++;
		return segment;
	};

	return {
		write(text) {
			const segment = getSegment();
			const bytes = Buffer.from(text, 'utf8');
			let done = 0;
			while (done < bytes.length) {
				done += writeBytes(segment.file, bytes.subarray(done), segment.sizeBytes + done);
			}

			const place = {segment: nextSegment - 1, startByte: segment.sizeBytes, sizeBytes: bytes.length};
			segment.sizeBytes += bytes.length;
			return place;
		},
		read(place) {
			const segment = segments.get(place.segment);
			if (segment === undefined) {
				throw new Error('This part of the log was given up');
			}

			return readFully(segment.file, place);
		},
		dropOldest() {
			const [oldest] = segments.keys();
			const segment = oldest === undefined ? undefined : segments.get(oldest);
			if (oldest === undefined || segment === undefined) {
				return undefined;
			}

			segments.delete(oldest);
			closeSegment(segment);
			return segment.sizeBytes === 0 ? undefined : oldest + 1;
		},
		close() {
			for (const segment of segments.values()) {
				closeSegment(segment);
			}

			segments.clear();
		},
	};
};
