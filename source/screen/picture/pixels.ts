/** Opaque pixels, row by row. */
export type Pixels = {
	readonly width: number;
	readonly height: number;
	/** Red, green and blue of each. */
	readonly rgb: Uint8Array;
};

/** The size into which a picture fits, as large as it may be but not enlarged; at least one pixel. */
export const fitInto = ({width, height}: Pick<Pixels, 'width' | 'height'>, room: Pick<Pixels, 'width' | 'height'>): Pick<Pixels, 'width' | 'height'> => {
	const scale = Math.min(1, room.width / width, room.height / height);
	return {width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale))};
};

/** Makes a picture smaller: each new pixel is the mean of those that it covers, so that a thin line grows pale and does not vanish. */
export const shrink = ({width, height, rgb}: Pixels, size: Pick<Pixels, 'width' | 'height'>): Pixels => {
	const small = new Uint8Array(size.width * size.height * 3);
	const getEdge = (place: number, from: number, to: number): number => Math.floor(place * from / to);
	for (let y = 0; y < size.height; y++) {
		const [top, bottom] = [getEdge(y, height, size.height), Math.max(getEdge(y, height, size.height) + 1, getEdge(y + 1, height, size.height))];
		for (let x = 0; x < size.width; x++) {
			const [left, right] = [getEdge(x, width, size.width), Math.max(getEdge(x, width, size.width) + 1, getEdge(x + 1, width, size.width))];
			let [red, green, blue] = [0, 0, 0];
			for (let row = top; row < bottom; row++) {
				for (let at = ((row * width) + left) * 3; at < ((row * width) + right) * 3; at += 3) {
					red += rgb[at]!;
					green += rgb[at + 1]!;
					blue += rgb[at + 2]!;
				}
			}

			const count = (bottom - top) * (right - left);
			small.set([red / count, green / count, blue / count], ((y * size.width) + x) * 3);
		}
	}

	return {...size, rgb: small};
};
