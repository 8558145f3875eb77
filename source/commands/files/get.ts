import path from 'node:path';
import {formatBytes} from '../../core/text/format-bytes.js';
import {type Clock} from '../../ports/clock.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Output} from '../../ports/output.js';
import {downloadFile} from './download-file.js';
import {describeNoFiles, withFiles, type FilesOptions} from './open-files.js';
import {pickFile} from './pick-files.js';
import {planFetch} from './plan-fetch.js';
import {type Target} from './plan-targets.js';

export type GetOptions = FilesOptions & {
	readonly names: readonly string[];
	/** Everything instead of names. */
	readonly isAll: boolean;
	/** Where files go; relative to the current folder. */
	readonly folder: string;
	readonly shouldReplace: boolean;
	/** Where progress is shown, if it is a terminal. */
	readonly progressOutput: Output;
};

const progressPauseMs = 100;
/** To the beginning of the line, and nothing behind it. */
const clearLine = '\r\u001B[K';

/** Shows how far a file is, on a terminal only. */
const createProgress = (output: Output, clock: Clock) => {
	let shownAt = 0;
	return {
		show(name: string, bytes: number, {sizeBytes}: Target['file']) {
			const now = clock.now();
			if (output.isTty && now - shownAt >= progressPauseMs) {
				shownAt = now;
				const text = ` ${formatBytes(bytes)} of ${formatBytes(sizeBytes)}, ${Math.floor(100 * bytes / sizeBytes)} %`;
				output.write(`${clearLine}${name.slice(0, Math.max(0, output.columns - text.length - 1))}${text}`);
			}
		},
		clear() {
			output.write(output.isTty && shownAt > 0 ? clearLine : '');
		},
	};
};

const checkNames = ({names, isAll}: GetOptions): void => {
	if (isAll && names.length > 0) {
		throw new FaasrTuiError(`--all fetches everything, and ${names.join(', ')} is named, too.`, {code: 'usage', hint: 'Leave one of them out.'});
	}

	if (!isAll && names.length === 0) {
		throw new FaasrTuiError('No file is named.', {code: 'usage', hint: 'Name files after the document, or add --all; "faasr-tui files" lists what a run wrote.'});
	}
};

/** Fetches files that a run wrote. Resolves with the exit code. */
export const get = async (options: GetOptions): Promise<number> => {
	checkNames(options);
	const {names, isAll, folder, shouldReplace, stdout, progressOutput, clock} = options;
	const root = path.resolve(folder);
	return withFiles(options, async open => {
		const {clean, files} = open;
		const wanted = isAll ? files : [...new Set(names.map(name => pickFile(name, open)))];
		if (wanted.length === 0) {
			stdout.write(`${clean(describeNoFiles(open))}\n`);
			return exitCodes.completed;
		}

		const planned = await planFetch(wanted, {root, folder, hasFolders: isAll, shouldReplace});
		const progress = createProgress(progressOutput, clock);
		for (const {file, name, isThere, isDifferent} of planned) {
			const shown = clean(path.join(folder, name));
			if (isThere && !isDifferent) {
				stdout.write(`${shown}  ${formatBytes(file.sizeBytes)}, there already\n`);
				continue;
			}

			try {
				await downloadFile({
					bucket: open.openStore(file), file, folder: root, name, onProgress(bytes) {
						progress.show(shown, bytes, file);
					},
				});
			} finally {
				progress.clear();
			}

			stdout.write(`${shown}  ${formatBytes(file.sizeBytes)}\n`);
		}

		return exitCodes.completed;
	});
};
