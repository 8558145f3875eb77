import {type WrittenFile} from '../../core/files/stored-file.js';
import {describeNodes} from '../../core/files/describe-nodes.js';

type Shared = {
	/** Stays the same as long as the folder or file is there. */
	readonly key: string;
	/** What it is called below the folder that it stands under. */
	readonly name: string;
	/** How deep it lies, from 0. */
	readonly depth: number;
	readonly store: string;
};

/** A folder of keys, or a data store where there are several. */
export type FolderRow = Shared & {
	readonly kind: 'folder';
	/** What the keys in it begin with; empty for a store. */
	readonly prefix: string;
	readonly isOpen: boolean;
	/** Of the files in it, at any depth. */
	readonly fileCount: number;
	readonly sizeBytes: number;
};

export type FileRow = Shared & {readonly kind: 'file'; readonly file: WrittenFile};

export type FilesRow = FolderRow | FileRow;

/** The rows of the view. */
export type FileRows = {
	readonly rows: readonly FilesRow[];
	readonly places: ReadonlyMap<string, number>;
	/** Files that pass the filter, in the order of the listing. */
	readonly files: readonly WrittenFile[];
	readonly fileCount: number;
	/** Of the files that pass the filter. */
	readonly sizeBytes: number;
};

export type FileRowOptions = {
	/** As typed; words that all must match, `!` before one turns it round. */
	readonly filter: string;
	/** Keys of folders that are closed. */
	readonly closed: ReadonlySet<string>;
};

type Folder = {
	readonly prefix: string;
	readonly folders: Map<string, Folder>;
	readonly files: WrittenFile[];
	fileCount: number;
	sizeBytes: number;
};

const createFolder = (prefix: string): Folder => ({prefix, folders: new Map(), files: [], fileCount: 0, sizeBytes: 0});

const getBaseName = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

/** Puts the files of a store into folders by the slashes of their keys. */
const createTree = (files: readonly WrittenFile[]): Folder => {
	const root = createFolder('');
	for (const file of files) {
		let folder = root;
		const take = (into: Folder): void => {
			into.fileCount++;
			into.sizeBytes += file.sizeBytes;
			folder = into;
		};

		take(root);
		for (const name of file.key.split('/').slice(0, -1)) {
			const next = folder.folders.get(name) ?? createFolder(`${folder.prefix}${name}/`);
			folder.folders.set(name, next);
			take(next);
		}

		folder.files.push(file);
	}

	return root;
};

const getOnlyFolder = ({folders, files}: Folder): Folder | undefined => files.length === 0 && folders.size === 1 ? [...folders.values()][0] : undefined;

/** Folders in which there is nothing but another folder are one row with it. */
const joinFolders = (folder: Folder): Folder => {
	let last = folder;
	for (let next = getOnlyFolder(last); next !== undefined; next = getOnlyFolder(last)) {
		last = next;
	}

	return last;
};

const listFolder = (folder: Folder, {store, depth, closed}: {readonly store: string; readonly depth: number; readonly closed: ReadonlySet<string>}): readonly FilesRow[] => {
	const folders = [...folder.folders.values()].flatMap<FilesRow>(first => {
		const {prefix, fileCount, sizeBytes, ...rest} = joinFolders(first);
		const key = `${store}/${prefix}`;
		const isOpen = !closed.has(key);
		const row: FolderRow = {kind: 'folder', key, name: prefix.slice(folder.prefix.length), depth, store, prefix, isOpen, fileCount, sizeBytes};
		return isOpen ? [row, ...listFolder({prefix, fileCount, sizeBytes, ...rest}, {store, depth: depth + 1, closed})] : [row];
	});
	return [...folders, ...folder.files.map<FilesRow>(file => ({kind: 'file', key: `${store}/${file.key}`, name: getBaseName(file.key), depth, store, file}))];
};

const listStore = (store: string, files: readonly WrittenFile[], closed: ReadonlySet<string>): readonly FilesRow[] => {
	const tree = createTree(files);
	const key = `${store}:`;
	const isOpen = !closed.has(key);
	const row: FolderRow = {kind: 'folder', key, name: store, depth: 0, store, prefix: '', isOpen, fileCount: tree.fileCount, sizeBytes: tree.sizeBytes};
	return isOpen ? [row, ...listFolder(tree, {store, depth: 1, closed})] : [row];
};

const createFilter = (filter: string): ((file: WrittenFile) => boolean) => {
	const words = filter.toLowerCase().split(/\s+/u).filter(word => word !== '' && word !== '!');
	return file => {
		const text = `${file.store}/${file.key} ${describeNodes(file)}`.toLowerCase();
		return words.every(word => word.startsWith('!') ? !text.includes(word.slice(1)) : text.includes(word));
	};
};

/** The rows of files: a tree of folders, below their stores where there are several; with a filter the files alone, by their whole keys. */
export const getFileRows = (files: readonly WrittenFile[], {filter, closed}: FileRowOptions): FileRows => {
	const passes = createFilter(filter);
	const passing = filter === '' ? files : files.filter(file => passes(file));
	const stores = [...new Set(files.map(({store}) => store))];
	const [only = ''] = stores;
	const ofStore = (name: string): readonly WrittenFile[] => passing.filter(({store}) => store === name);
	const tree = (): readonly FilesRow[] => stores.length === 1
		? listFolder(createTree(passing), {store: only, depth: 0, closed})
		: stores.flatMap(store => listStore(store, ofStore(store), closed));
	const rows = filter === '' ? tree() : passing.map<FilesRow>(file => ({kind: 'file', key: `${file.store}/${file.key}`, name: file.key, depth: 0, store: file.store, file}));
	return {
		rows, places: new Map(rows.map(({key}, index) => [key, index])), files: passing, fileCount: files.length, sizeBytes: passing.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0),
	};
};
