import {getLogFolder} from '../log/log-keys.js';
import {type WorkflowDocument} from '../workflow/document.js';
import {isInput, listActionTexts, namesFile, type ActionText} from './action-arguments.js';
import {type NodeWork} from './node-work.js';
import {type StoredFile} from './stored-file.js';

/** The arguments of an action lead to what it reads: any that names the file itself, and an input that names its folder. */
const leadsTo = (key: string) => (text: ActionText): boolean => namesFile(text.path, key) || (isInput(text) && key.startsWith(`${text.path}/`));

/** Most stores tell whole seconds. */
const roundingMs = 1000;

export type FindReadersOptions = {
	readonly document: WorkflowDocument;
	/** Of the nodes that have a log. */
	readonly work: readonly NodeWork[];
};

/**
Creates the way to find the nodes that seem to have read a file: their arguments lead to it, and their logs ask FaaSr for a file after it was last written.

FaaSr's log does not name the file that it asks for (faasr.md 2c), so a node that only asks for others is found, too. A file that was overwritten later has no readers any more, and a node's own file none but others.
*/
export const createReaderFinder = ({document, work}: FindReadersOptions): ((file: StoredFile, writers: readonly string[]) => readonly string[]) => {
	const logFolder = `${getLogFolder(document)}/`;
	const texts = listActionTexts(document).filter(({path}) => path !== '');
	const reading = work.filter(({gotAt}) => gotAt !== undefined).map(one => ({...one, texts: texts.filter(({action}) => action === one.action)}));
	return ({key, modifiedAt}, writers) => modifiedAt === undefined || key.startsWith(logFolder)
		? []
		: reading.filter(({node, gotAt, texts: own}) => gotAt! >= modifiedAt - roundingMs && !writers.includes(node) && own.some(leadsTo(key))).map(({node}) => node);
};
