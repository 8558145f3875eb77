import {formatBytes} from '../text/format-bytes.js';
import {sanitizeLine} from '../text/sanitize.js';
import {scanJson} from '../workflow/json/scan-json.js';
import {createPositionFinder} from '../workflow/json/text-position.js';
import {createTable} from './create-table.js';
import {decodeText} from './decode-text.js';
import {findTypeOfBytes, findTypeOfName, type FileType} from './file-type.js';
import {formatJson} from './format-json.js';
import {parseMarkdown} from './parse-markdown.js';
import {readPictureSize} from './picture-size.js';
import {type Preview, type PreviewInput, pictureBytes} from './preview.js';

/** A picture of more pixels takes more memory and time than a look at it is worth. */
const pixelLimit = 16_000_000;

const lineBreak = /\r\n|[\n\u2028\u2029]/u;

const splitLines = (text: string): readonly string[] => {
	const lines = text.split(lineBreak).map(line => sanitizeLine(line));
	return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

const createPicture = (format: 'png' | 'jpeg', type: string, {bytes, sizeBytes}: PreviewInput): Preview => {
	const isCut = bytes.length < sizeBytes;
	const size = readPictureSize(format, bytes);
	const refuse = (problem: string): Preview => ({kind: 'none', type, isCut, problem});
	if (size === undefined) {
		return refuse(`It is a broken ${type}: its beginning does not tell its size.`);
	}

	const {width, height} = size;
	if (width * height > pixelLimit) {
		return refuse(`It has ${width} x ${height} pixels: pictures of up to ${pixelLimit / 1_000_000} million pixels are shown.`);
	}

	return sizeBytes > pictureBytes
		? refuse(`It has ${formatBytes(sizeBytes)}: pictures of up to ${formatBytes(pictureBytes)} are shown.`)
		: {kind: 'picture', format, width, height, type, isCut};
};

const createJson = (text: string, type: string, isCut: boolean): Preview => {
	const lines = (): readonly string[] => formatJson(text).map(line => sanitizeLine(line));
	const error = isCut ? undefined : scanJson(text).error;
	if (error === undefined) {
		return {kind: 'json', lines: lines(), type, isCut};
	}

	const {line, column} = createPositionFinder(text)(error.offset);
	return {
		kind: 'text', lines: splitLines(text), type, isCut, problem: sanitizeLine(`It is not valid JSON (line ${line}, column ${column}): ${error.message}`),
	};
};

const createText = ({form, name: type}: FileType, text: string, isCut: boolean): Preview => {
	switch (form) {
		case 'csv':
		case 'tsv': {
			return {...createTable(form, text, isCut), type, isCut};
		}

		case 'json': {
			return createJson(text, type, isCut);
		}

		case 'markdown': {
			return {kind: 'markdown', lines: parseMarkdown(splitLines(text)), type, isCut};
		}

		case 'text':
		case 'png':
		case 'jpeg':
		case 'opaque': {
			return {kind: 'text', lines: splitLines(text), type, isCut};
		}
	}
};

const plainText: FileType = {form: 'text', name: 'text'};

/**
Says what of a file can be shown: as text, table, laid out JSON, Markdown or picture, by what it is and not only by what it is called; anything else by its type.

Bytes may be the beginning of the file; of a picture all of it is needed, up to `pictureBytes`. It never throws: what is wrong with the file is `problem`.
*/
export const createPreview = (input: PreviewInput): Preview => {
	const {key, bytes, sizeBytes} = input;
	const isCut = bytes.length < sizeBytes;
	const named = findTypeOfName(key);
	const found = findTypeOfBytes(bytes);
	if (sizeBytes === 0) {
		return {kind: 'none', type: named?.name ?? 'empty file', isCut, problem: 'It is empty.'};
	}

	if (found?.form === 'png' || found?.form === 'jpeg') {
		return createPicture(found.form, found.name, input);
	}

	// Its name counts more than its bytes: many formats are ZIP or gzip inside.
	if (named?.form === 'opaque') {
		return {kind: 'none', type: named.name, isCut};
	}

	const text = decodeText(bytes, isCut);
	if (text === undefined) {
		return {kind: 'none', type: found?.name ?? 'binary file', isCut, ...(named !== undefined && {problem: `Its name says ${named.name}, which it is not.`})};
	}

	return named?.form === 'png' || named?.form === 'jpeg'
		? {...createText(plainText, text, isCut), problem: `Its name says ${named.name}, but it is a text.`}
		: createText(named ?? plainText, text, isCut);
};
