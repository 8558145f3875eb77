import {type StoredFile} from '../../core/files/stored-file.js';
import {type Preview} from '../../core/preview/preview.js';
import {describeBriefly} from '../../ports/errors/describe-failure.js';
import {type AppProps} from '../screen-options.js';
import {type FileContent, type FilesAction} from './state.js';

/** Decodes a picture, with code that is loaded for the first one; anything else is shown as it is. */
const decode = async (preview: Preview, bytes: Uint8Array, hasGraphics: boolean): Promise<FileContent> => {
	if (preview.kind !== 'picture') {
		return {preview};
	}

	const {decodePicture} = await import('../picture/decode-picture.js');
	const decoded = await decodePicture(preview.format, bytes);
	if ('problem' in decoded) {
		return {preview: {kind: 'none', type: preview.type, isCut: preview.isCut, problem: decoded.problem}};
	}

	if (!hasGraphics) {
		return {preview, ...decoded};
	}

	const {packPicture} = await import('../picture/pack-picture.js');
	return {preview, ...decoded, pack: packPicture};
};

/** Reads a file and makes of it what can be shown. */
export const loadContent = async ({fileTools, cleanText, graphics}: Pick<AppProps, 'fileTools' | 'cleanText' | 'graphics'>, file: StoredFile, number: number, dispatch: (action: FilesAction) => void): Promise<void> => {
	try {
		const read = await fileTools?.read(file);
		if (read !== undefined) {
			dispatch({type: 'show', number, content: await decode(read.preview, read.bytes, graphics !== undefined)});
		}
	} catch (error) {
		dispatch({type: 'break', number, problem: cleanText(describeBriefly(error))});
	}
};
