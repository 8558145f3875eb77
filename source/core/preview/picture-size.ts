/** Pixels. */
export type PictureSize = {readonly width: number; readonly height: number};

const toSize = (width: number, height: number): PictureSize | undefined => width > 0 && height > 0 ? {width, height} : undefined;

/** The size of a PNG, which its first chunk tells (PNG 11.2.2); nothing where it does not. */
const readPngSize = (view: DataView): PictureSize | undefined =>
	view.byteLength >= 24 && view.getUint32(12) === 0x49_48_44_52 ? toSize(view.getUint32(16), view.getUint32(20)) : undefined;

/** C0 to CF begin a frame, all but those for tables and arithmetic coding (ITU T.81, table B.1). */
const isFrame = (marker: number): boolean => marker >= 0xC0 && marker <= 0xCF && ![0xC4, 0xC8, 0xCC].includes(marker);

/** A marker without a length behind it. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xD0 && marker <= 0xD8);

/** The size of a JPEG, which the head of its frame tells; nothing where there is none. */
const readJpegSize = (view: DataView): PictureSize | undefined => {
	let at = 2;
	while (at + 9 <= view.byteLength && view.getUint8(at) === 0xFF) {
		const marker = view.getUint8(at + 1);
		if (isFrame(marker)) {
			return toSize(view.getUint16(at + 7), view.getUint16(at + 5));
		}

		// A marker may have fill bytes before it.
		at += marker === 0xFF ? 1 : (isBare(marker) ? 2 : 2 + view.getUint16(at + 2));
	}

	return undefined;
};

/** The size that the head of a picture tells; nothing where it is broken. */
export const readPictureSize = (format: 'png' | 'jpeg', bytes: Uint8Array): PictureSize | undefined => {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return format === 'png' ? readPngSize(view) : readJpegSize(view);
};
