import {type WorkflowDocument} from '../workflow/document.js';
import {listActionTexts, type ActionText} from './action-arguments.js';

/** Where a run's files are looked for. */
export type FilePrefixes = {
	/** None begins with another one. */
	readonly prefixes: readonly string[];
	/** How many more the arguments name: each costs a request. */
	readonly omitted: number;
};

/** Each is a request or more to every store. */
const prefixLimit = 200;

/** A shorter text, such as `a`, begins too many keys that have nothing to do with it; it still names a folder. */
const shortestName = 3;

const isFolder = ({name, path}: ActionText): boolean => path.length < shortestName || /folder|director|(?:^|_)dir/iu.test(name);

/** Without those that another one covers. */
const dropCovered = (prefixes: readonly string[]): readonly string[] => {
	const kept: string[] = [];
	for (const prefix of [...new Set(prefixes)].sort()) {
		// In this order the one that covers comes right before all that it covers.
		const last = kept.at(-1);
		if (last === undefined || !prefix.startsWith(last)) {
			kept.push(prefix);
		}
	}

	return kept;
};

/**
The prefixes below which a run may have written: what the arguments of its actions name, and the InvocationID.

An argument that names a folder, by its own name or by its shortness, gives `folder/`, any other text itself. One that is empty, as `.` and `/` are, would name the whole bucket and gives none.
*/
export const listFilePrefixes = (document: WorkflowDocument, invocationId: string): FilePrefixes => {
	const named = listActionTexts(document).filter(({path}) => path !== '').map(text => isFolder(text) ? `${text.path}/` : text.path);
	const all = dropCovered([...named, ...(invocationId === '' ? [] : [invocationId])]);
	return {prefixes: all.slice(0, prefixLimit), omitted: Math.max(0, all.length - prefixLimit)};
};
