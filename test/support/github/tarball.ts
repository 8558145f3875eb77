import {Buffer} from 'node:buffer';
import {gzipSync} from 'node:zlib';

const blockBytes = 512;

/** POSIX ustar, with the path split over `prefix` and `name` where it is long. */
const createHeader = (path: string, sizeBytes: number): Uint8Array => {
	const cut = path.length > 100 ? path.indexOf('/', path.length - 101) : -1;
	const header = Buffer.alloc(blockBytes);
	header.write(path.slice(cut + 1), 0, 100);
	header.write('0000644\0', 100);
	header.write('0000000\0', 108);
	header.write('0000000\0', 116);
	header.write(`${sizeBytes.toString(8).padStart(11, '0')}\0`, 124);
	header.write('00000000000\0', 136);
	header.write(' '.repeat(8), 148);
	header.write('0', 156);
	header.write('ustar\u000000', 257);
	header.write(path.slice(0, Math.max(0, cut)), 345, 155);
	const checksum = header.reduce((sum, byte) => sum + byte, 0);
	header.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148);
	return header;
};

/** A gzipped tar archive of the files below one folder, as GitHub names it `owner-repo-sha`. */
export const createTarball = (folder: string, files: ReadonlyMap<string, Uint8Array>): Uint8Array => {
	const blocks = [...files].flatMap(([path, bytes]) => [
		createHeader(`${folder}/${path}`, bytes.length),
		Buffer.from(bytes),
		Buffer.alloc((blockBytes - (bytes.length % blockBytes)) % blockBytes),
	]);
	return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * blockBytes)]));
};
