import {chooseDisarming} from '../../core/text/disarm-commands.js';
import {sanitizeText} from '../../core/text/sanitize.js';
import {formatBytes} from '../../core/text/format-bytes.js';
import {type WrittenFile} from '../../core/files/stored-file.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Output} from '../../ports/output.js';
import {readFilePieces, type FilePiece} from '../../run/files/read-file.js';
import {disarmPieces} from './disarm-bytes.js';
import {withFiles, type FilesOptions} from './open-files.js';
import {pickFile} from './pick-files.js';

export type CatOptions = FilesOptions & {
	readonly name: string | undefined;
	/** As they are also where they may be the log of a job, whose runner they can command. */
	readonly isRaw: boolean;
	/** Where bytes go as they are. */
	readonly rawOutput: Output;
};

/** To a pipe or a file: as it is, until nobody reads it any more. */
const writeRaw = async (pieces: AsyncIterable<FilePiece>, {writeBytes}: Output): Promise<void> => {
	for await (const {bytes} of pieces) {
		if (await writeBytes?.(bytes) === false) {
			return;
		}
	}
};

/** To what may be the log of a job: no line in it commands the runner. */
const writeToJob = async (pieces: AsyncIterable<FilePiece>, {key}: WrittenFile, {env, stderr, rawOutput}: CatOptions): Promise<void> => {
	let isTold = false;
	for await (const {bytes, isChanged} of disarmPieces(pieces, chooseDisarming(env))) {
		if (isChanged && !isTold) {
			isTold = true;
			stderr.write(`${key} has lines that would command the runner of this job: a blank was put into them. --raw writes them as they are, "faasr-tui get" fetches the file.\n`);
		}

		if (await rawOutput.writeBytes?.(bytes) === false) {
			return;
		}
	}
};

/** To a terminal: text, line by line, that can do nothing to it. */
const writeText = async (pieces: AsyncIterable<FilePiece>, file: WrittenFile, stdout: Output): Promise<void> => {
	const decoder = new TextDecoder();
	let line = '';
	for await (const {bytes} of pieces) {
		if (bytes.includes(0)) {
			throw new FaasrTuiError(`${file.key} (${formatBytes(file.sizeBytes)}) is not a text that a terminal can show.`, {
				code: 'usage', hint: 'Fetch it with "faasr-tui get", or send the output to a file or a program.',
			});
		}

		const text = line + decoder.decode(bytes, {stream: true});
		const end = text.lastIndexOf('\n') + 1;
		line = text.slice(end);
		stdout.write(sanitizeText(text.slice(0, end)));
	}

	const rest = line + decoder.decode();
	stdout.write(rest === '' ? '' : `${sanitizeText(rest)}\n`);
};

/** Writes a file that a run wrote: as it is to a pipe, without commands to the log of a job, as harmless text without secrets to a terminal. Resolves with the exit code. */
export const cat = async (options: CatOptions): Promise<number> => {
	const {name, stdout, rawOutput, isRaw} = options;
	if (name === undefined) {
		throw new FaasrTuiError('No file is named.', {code: 'usage', hint: '"faasr-tui files" lists what a run wrote: name one of them after the document.'});
	}

	return withFiles(options, async open => {
		const file = pickFile(name, open);
		const pieces = readFilePieces({bucket: open.openStore(file), file});
		if (rawOutput.isTty) {
			await writeText(pieces, file, stdout);
		} else if (rawOutput.mayBeJobLog === true && !isRaw) {
			await writeToJob(pieces, {...file, key: open.clean(file.key)}, options);
		} else {
			await writeRaw(pieces, rawOutput);
		}

		return exitCodes.completed;
	});
};
