/** Reads a text file; rejects with Node's error (`ENOENT`, …) when it cannot. */
export type ReadFile = (path: string) => Promise<string>;

/** Gives the names in a folder; rejects when there is no such folder. */
export type ListFolder = (folder: string) => Promise<readonly string[]>;

/** Where documents are looked for: here, and where examples lie. */
const folders = ['', 'workflows/'];
/** A folder may hold any number of other JSON files. */
const readLimit = 100;

const listNames = async (folder: string, listFolder: ListFolder): Promise<readonly string[]> => {
	try {
		const names = await listFolder(folder === '' ? '.' : folder);
		return names.filter(name => name.endsWith('.json')).toSorted().map(name => folder + name);
	} catch {
		return [];
	}
};

const isDocument = async (path: string, readFile: ReadFile): Promise<boolean> => {
	try {
		const text = await readFile(path);
		return text.includes('"ActionList"');
	} catch {
		return false;
	}
};

/** The workflow documents in the current folder and in `./workflows`, by path. */
export const listDocuments = async (readFile: ReadFile, listFolder: ListFolder): Promise<readonly string[]> => {
	const names = await Promise.all(folders.map(async folder => listNames(folder, listFolder)));
	const paths = names.flat().slice(0, readLimit);
	const areDocuments = await Promise.all(paths.map(async path => isDocument(path, readFile)));
	return paths.filter((_, index) => areDocuments[index]);
};
