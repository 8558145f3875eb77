import {findFiles} from '../../core/files/find-files.js';
import {type WrittenFile} from '../../core/files/stored-file.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {describeNoFiles, type OpenFiles} from './open-files.js';

const shownCount = 5;

const listKeys = (keys: readonly string[]): string =>
	`${keys.slice(0, shownCount).join(', ')}${keys.length > shownCount ? ` and ${keys.length - shownCount} more` : ''}`;

/** The one file of the run that a name stands for. Throws a `FaasrTuiError` with code `usage` when there is none, or more than one. */
export const pickFile = (name: string, open: OpenFiles): WrittenFile => {
	const {files, invocation} = open;
	const {found, near} = findFiles(name, files);
	const [first] = found;
	if (first === undefined) {
		throw files.length === 0
			? new FaasrTuiError(describeNoFiles(open), {code: 'usage', hint: 'Check --invocation-id: "faasr-tui ls" lists the runs.'})
			: new FaasrTuiError(`Run ${invocation.id} wrote no file ${JSON.stringify(name)}.`, {
				code: 'usage', hint: near.length > 0 ? `Did you mean ${near.join(', ')}?` : '"faasr-tui files" lists what it wrote.',
			});
	}

	if (found.length > 1) {
		throw new FaasrTuiError(`${JSON.stringify(name)} stands for ${found.length} files: ${listKeys(found.map(({store, key}) => `${store}/${key}`))}.`, {
			code: 'usage', hint: 'Write more of the key, from a / on.',
		});
	}

	return first;
};
