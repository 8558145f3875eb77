/* eslint-disable no-bitwise -- a CRC is bit arithmetic */
// The Castagnoli polynomial, bits reversed, as iSCSI and S3 use it. Node has CRC32 only.
const polynomial = 0x82_F6_3B_78;

const table = Uint32Array.from({length: 256}, (_, index) => {
	let value = index;
	for (let bit = 0; bit < 8; bit++) {
		value = (value & 1) === 1 ? (value >>> 1) ^ polynomial : value >>> 1;
	}

	return value;
});

/** CRC32C of the bytes, continued from `previous` as `zlib.crc32` does. */
export const crc32c = (bytes: Uint8Array, previous = 0): number => {
	let crc = ~previous;
	for (const byte of bytes) {
		crc = table[(crc ^ byte) & 0xFF]! ^ (crc >>> 8);
	}

	return ~crc >>> 0;
};
