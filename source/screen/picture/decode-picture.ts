import {Buffer} from 'node:buffer';
import {type DecodedPng} from 'fast-png';
import {type Pixels} from './pixels.js';
import {keepEssentials} from './png-essentials.js';

/** A picture, or why it cannot be shown: one sentence. */
export type DecodedPicture = {readonly pixels: Pixels} | {readonly problem: string};

/** Unpacks samples of fewer than 8 bits; every row begins with a byte of its own. */
const unpackSamples = ({width, height, depth, data}: DecodedPng): ArrayLike<number> => {
	if (depth >= 8) {
		return data;
	}

	const perByte = 8 / depth;
	const rowBytes = Math.ceil(width / perByte);
	const samples = new Uint8Array(width * height);
	for (let index = 0; index < samples.length; index++) {
		const [row, column] = [Math.floor(index / width), index % width];
		const byte = data[(row * rowBytes) + Math.floor(column / perByte)]!;
		samples[index] = Math.floor(byte / (2 ** (8 - (depth * ((column % perByte) + 1))))) % (2 ** depth);
	}

	return samples;
};

/** A colour on white, as it would look on paper. */
const onWhite = (value: number, alpha: number): number => ((value * alpha) + (255 * (255 - alpha))) / 255;

/** Writes the colour of a pixel. */
type WritePixel = (rgb: Uint8Array, pixel: number) => void;

const fromPalette = (samples: ArrayLike<number>, palette: NonNullable<DecodedPng['palette']>): WritePixel => {
	const colors = palette.map(([red = 0, green = 0, blue = 0, alpha = 255]) => [red, green, blue].map(value => onWhite(value, alpha)));
	return (rgb, pixel) => {
		const color = colors[samples[pixel]!];
		if (color === undefined) {
			throw new Error('it has a colour that is not in its palette');
		}

		rgb.set(color, pixel * 3);
	};
};

/** Of pixels of 1 to 4 samples: grey, grey and alpha, three colours, three and alpha. */
const fromSamples = (samples: ArrayLike<number>, {channels, depth, transparency}: DecodedPng): WritePixel => {
	const scale = 255 / ((2 ** depth) - 1);
	const [green, blue] = channels >= 3 ? [1, 2] : [0, 0];
	const hasAlpha = channels === 2 || channels === 4;
	return (rgb, pixel) => {
		const at = pixel * channels;
		const isClear = transparency !== undefined && samples[at] === transparency[0] && samples[at + green] === transparency[green] && samples[at + blue] === transparency[blue];
		const alpha = isClear ? 0 : (hasAlpha ? samples[at + channels - 1]! * scale : 255);
		rgb[pixel * 3] = onWhite(samples[at]! * scale, alpha);
		rgb[(pixel * 3) + 1] = onWhite(samples[at + green]! * scale, alpha);
		rgb[(pixel * 3) + 2] = onWhite(samples[at + blue]! * scale, alpha);
	};
};

const toPixels = (png: DecodedPng): Pixels => {
	const {width, height, palette} = png;
	const samples = unpackSamples(png);
	const write = palette === undefined ? fromSamples(samples, png) : fromPalette(samples, palette);
	const rgb = new Uint8Array(width * height * 3);
	for (let pixel = 0; pixel < width * height; pixel++) {
		write(rgb, pixel);
	}

	return {width, height, rgb};
};

const decodePng = async (bytes: Uint8Array): Promise<Pixels> => {
	const {decode} = await import('fast-png');
	return toPixels(decode(keepEssentials(bytes)));
};

/** A progressive picture has some ten; each is a pass over all of it. */
const mostScans = 64;

/** Begins a scan (ITU T.81, table B.1); within one FF is never followed by it. */
const scanMarker = Buffer.from([0xFF, 0xDA]);

const countScans = (bytes: Uint8Array): number => {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let count = 0;
	for (let at = buffer.indexOf(scanMarker); at !== -1; at = buffer.indexOf(scanMarker, at + 2)) {
		count++;
	}

	return count;
};

const decodeJpeg = async (bytes: Uint8Array): Promise<Pixels> => {
	if (countScans(bytes) > mostScans) {
		throw new Error('it has too many scans');
	}

	const {default: {decode}} = await import('jpeg-js');
	const {width, height, data} = decode(bytes, {useTArray: true, formatAsRGBA: false, maxResolutionInMP: 17, maxMemoryUsageInMB: 512});
	return {width, height, rgb: data};
};

/** Decodes a picture; the decoders are loaded for the first one. It never throws: a broken picture is a sentence. */
export const decodePicture = async (format: 'png' | 'jpeg', bytes: Uint8Array): Promise<DecodedPicture> => {
	try {
		return {pixels: await (format === 'png' ? decodePng(bytes) : decodeJpeg(bytes))};
	} catch (error) {
		const reason = error instanceof Error ? error.message.replace(/\.$/u, '') : String(error);
		return {problem: `The picture cannot be shown: ${reason}.`};
	}
};
