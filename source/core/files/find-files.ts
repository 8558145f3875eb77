import {createNameFinder} from '../workflow/closest-name.js';
import {type StoredFile} from './stored-file.js';

/** What a name stands for. */
export type FoundFile<File extends StoredFile> = {
	/** None, one, or several of the same name. */
	readonly found: readonly File[];
	/** Where none is found: keys that may be meant, the likeliest first. */
	readonly near: readonly string[];
};

const nearLimit = 5;

const getBaseName = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

const listNear = (name: string, files: readonly StoredFile[]): readonly string[] => {
	const baseName = getBaseName(name).toLowerCase();
	const meant = createNameFinder([...new Set(files.map(({key}) => getBaseName(key)))])(getBaseName(name));
	const isNear = ({key}: StoredFile): boolean => getBaseName(key) === meant || (baseName !== '' && key.toLowerCase().includes(baseName));
	return files.filter(file => isNear(file)).map(({key}) => key).slice(0, nearLimit);
};

/** The files that a name stands for: a whole key, or else the end of one from a `/` on, with or without the data store before it. */
export const findFiles = <File extends StoredFile>(name: string, files: readonly File[]): FoundFile<File> => {
	const exact = files.filter(({store, key}) => key === name || `${store}/${key}` === name);
	const found = exact.length > 0 ? exact : files.filter(({store, key}) => `${store}/${key}`.endsWith(`/${name}`));
	return {found, near: found.length > 0 ? [] : listNear(name, files)};
};
