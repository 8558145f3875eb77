/** A regular file of an archive. */
export type ArchiveFile = {
	readonly path: string;
	readonly bytes: Uint8Array;
};

const blockBytes = 512;

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const readText = (header: Uint8Array, start: number, length: number): string => {
	const field = header.subarray(start, start + length);
	const end = field.indexOf(0);
	return decode(field.subarray(0, end === -1 ? length : end));
};

/** Octal digits, or the base-256 form for large sizes. */
const readSize = (header: Uint8Array): number => {
	const first = header[124] ?? 0;
	if (first < 0x80) {
		return Number.parseInt(readText(header, 124, 12).trim() || '0', 8);
	}

	return [...header.subarray(125, 136)].reduce((size, byte) => (size * 256) + byte, first % 0x80);
};

/** The `path` record of a pax header; lengths count bytes. */
const readPaxPath = (body: Uint8Array): string | undefined => {
	let path: string | undefined;
	for (let start = 0; start < body.length;) {
		const space = body.indexOf(0x20, start);
		const length = Number.parseInt(decode(body.subarray(start, space)), 10);
		if (space === -1 || !(length > 0)) {
			break;
		}

		const record = decode(body.subarray(space + 1, start + length - 1));
		if (record.startsWith('path=')) {
			path = record.slice('path='.length);
		}

		start += length;
	}

	return path;
};

const checkPath = (path: string): string => {
	if (path.startsWith('/') || path.includes('\\') || path.split('/').includes('..')) {
		throw new Error(`the archive holds an unsafe path: ${JSON.stringify(path)}`);
	}

	return path;
};

/**
Reads the regular files of an uncompressed tar archive (ustar with pax or GNU long names).

Links and devices are left out; a path that leads out of the archive is refused.
*/
export const readTarArchive = (archive: Uint8Array): readonly ArchiveFile[] => {
	const files: ArchiveFile[] = [];
	let longPath: string | undefined;
	for (let start = 0; start + blockBytes <= archive.length;) {
		const header = archive.subarray(start, start + blockBytes);
		if (header.every(byte => byte === 0)) {
			break;
		}

		const size = readSize(header);
		const body = archive.subarray(start + blockBytes, start + blockBytes + size);
		if (!(size >= 0) || body.length < size) {
			throw new Error('the archive is cut off');
		}

		const type = String.fromCodePoint(header[156] ?? 0);
		if (type === 'x') {
			longPath = readPaxPath(body) ?? longPath;
		} else if (type === 'L') {
			longPath = readText(body, 0, size);
		} else if (type !== 'g') {
			if (type === '0' || type === '\0') {
				const prefix = readText(header, 345, 155);
				const name = readText(header, 0, 100);
				files.push({path: checkPath(longPath ?? (prefix === '' ? name : `${prefix}/${name}`)), bytes: body});
			}

			longPath = undefined;
		}

		start += blockBytes + (Math.ceil(size / blockBytes) * blockBytes);
	}

	return files;
};
