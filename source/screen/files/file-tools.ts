import {type StoredFile, type WrittenFile} from '../../core/files/stored-file.js';
import {type RunFiles} from '../../run/files/list-files.js';
import {type ReadPreview} from '../../run/files/read-preview.js';

/** What can be done with the files of the run on the screen. Each rejects with an error for the user. */
export type FileTools = {
	/** Looks what the run has written and read so far. */
	readonly list: () => Promise<RunFiles>;
	readonly read: (file: StoredFile) => Promise<ReadPreview>;
	/** Fetches a file to a path, relative to the current folder, and gives where it is; a file that is there and differs is left alone. */
	readonly save: (file: StoredFile, name: string) => Promise<string>;
	/** Fetches files into a folder, each in its own folders, and tells of each once it is there. Nothing is fetched where one that is there differs. */
	readonly saveAll: (files: readonly WrittenFile[], folder: string, onFile: (count: number) => void) => Promise<string>;
	/** Opens a file with the program that the system has for it; gives false where there is none. */
	readonly open: (file: StoredFile) => Promise<boolean>;
};
