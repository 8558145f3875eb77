import {formatBytes} from '../../core/text/format-bytes.js';
import {toSafePath} from '../../core/files/safe-path.js';
import {type StoredFile} from '../../core/files/stored-file.js';
import {formatPlace} from '../../core/run/object-locations.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {describeBriefly} from '../../ports/errors/describe-failure.js';
import {type FooterKeys} from '../footer/footer-keys.js';
import {type PromptHandler} from '../footer/prompt-handler.js';
import {type HandlersOf} from '../keys/commands.js';
import {type fileBindings} from '../keys/keymap.js';
import {getMovement} from '../keys/movement.js';
import {type PaneKeys} from '../keys/pane-keys.js';
import {type FilesRow} from './file-rows.js';
import {type FileTools} from './file-tools.js';
import {nameFolder} from './leave.js';
import {type Files} from './use-files.js';

/** What the keys of the files can see and do. */
export type FilesKeys = {
	readonly files: Pick<Files, 'getState' | 'getRows' | 'getWindow' | 'dispatch' | 'look' | 'open' | 'obstacle'>;
	readonly workflow: Workflow;
	/** Rows of the view in the last frame. */
	readonly height: number;
	readonly footer: FooterKeys;
	/** Shows the file that is looked at. */
	readonly openPreview: () => void;
	/** Whether it is on the screen. */
	readonly isPreviewShown: () => boolean;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
	/** Puts a text into the terminal's clipboard (OSC 52); false when it surely cannot. Show the text, too: no terminal answers. */
	readonly copyText: (text: string) => boolean;
	/** Absent where there are no files. */
	readonly tools?: FileTools | undefined;
};

const getRow = ({files, height}: FilesKeys): FilesRow | undefined => files.getRows().rows[files.getWindow(height).cursor];

/** Does what takes its time, and says how it went. */
const attempt = async ({tools, footer, cleanText}: FilesKeys, task: (tools: FileTools) => Promise<string>): Promise<void> => {
	try {
		const text = tools && await task(tools);
		if (text !== undefined) {
			footer.say(cleanText(text));
		}
	} catch (error) {
		footer.say(cleanText(describeBriefly(error)));
	}
};

const copyPlace = (store: string, key: string, {workflow: {document}, copyText, footer, cleanText}: FilesKeys): void => {
	const place = formatPlace({bucket: document.DataStores[store]?.Bucket ?? store, key});
	footer.say(`Its address${copyText(place) ? ', sent to the clipboard' : ''}: ${cleanText(place)}`);
};

const getBaseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What can be done with one file, in the list and where it is looked at. */
export const createFileActions = (file: StoredFile, keys: FilesKeys) => ({
	copy() {
		copyPlace(file.store, file.key, keys);
	},
	save() {
		keys.footer.openPrompt('save-file', getBaseName(toSafePath(file.key)));
	},
	open() {
		keys.footer.say('Fetching it ...');
		void attempt(keys, async tools => await tools.open(file) ? `Opening ${file.key}` : 'No program can be started here to show it: ctrl+s saves it.');
	},
});

/** The file that keys are about: what is looked at, or what is under the cursor. */
const getFile = (keys: FilesKeys): StoredFile | undefined => {
	if (keys.isPreviewShown()) {
		return keys.files.getState().opened?.file;
	}

	const row = getRow(keys);
	return row?.kind === 'file' ? row.file : undefined;
};

/** Does something with the file under the cursor, which a folder is not. */
const withFile = (keys: FilesKeys, act: (actions: ReturnType<typeof createFileActions>, file: StoredFile) => void): void => {
	const file = getFile(keys);
	if (file === undefined) {
		keys.footer.say(keys.files.obstacle ?? 'No file is under the cursor.');
	} else {
		act(createFileActions(file, keys), file);
	}
};

const toggle = ({key}: FilesRow, {files: {dispatch}}: FilesKeys): void => {
	dispatch({type: 'toggle-folder', key});
};

const select = (place: number, {files, height}: FilesKeys): void => {
	const {rows} = files.getRows();
	const row = rows[Math.max(0, Math.min(place, rows.length - 1))];
	if (row !== undefined) {
		files.dispatch({type: 'select', key: row.key, top: files.getWindow(height).start});
	}
};

/** To the left a folder is closed, and else the one that the row lies in is gone to; to the right it is opened. */
const moveSideways = (direction: 'left' | 'right', keys: FilesKeys): void => {
	const row = getRow(keys);
	const {cursor} = keys.files.getWindow(keys.height);
	const {rows} = keys.files.getRows();
	if (row?.kind === 'folder' && row.isOpen === (direction === 'left')) {
		toggle(row, keys);
	} else if (row !== undefined && direction === 'left') {
		const parent = rows.slice(0, cursor).findLastIndex(({depth}) => depth < row.depth);
		select(parent === -1 ? cursor : parent, keys);
	} else if (row !== undefined) {
		select(cursor + 1, keys);
	}
};

/** What the keys of every pane do in the list of files. */
export const createFilesPane = (keys: FilesKeys): PaneKeys => {
	const {files, height, footer, openPreview} = keys;
	return {
		move(command) {
			select(files.getWindow(height).cursor + getMovement(command, height), keys);
		},
		moveSideways(direction) {
			moveSideways(direction, keys);
		},
		search() {
			footer.openPrompt('filter-files', files.getState().filter);
		},
		goBack() {
			const isFiltered = files.getState().filter !== '';
			if (isFiltered) {
				files.dispatch({type: 'filter', text: ''});
			}

			return isFiltered;
		},
		showAgain() {
			void files.look(true);
		},
		choose() {
			const row = getRow(keys);
			if (row?.kind === 'folder') {
				toggle(row, keys);
				return;
			}

			withFile(keys, (_, file) => {
				files.open(file);
				openPreview();
			});
		},
		copy() {
			const row = getRow(keys);
			if (row?.kind === 'folder') {
				copyPlace(row.store, row.prefix, keys);
				return;
			}

			withFile(keys, ({copy}) => {
				copy();
			});
		},
		save() {
			withFile(keys, ({save}) => {
				save();
			});
		},
		open() {
			withFile(keys, ({open}) => {
				open();
			});
		},
	};
};

const needsFiles = ({files}: FilesKeys): string | undefined =>
	files.obstacle ?? (files.getRows().files.length === 0 ? 'There are no files to save.' : undefined);

export const fileHandlers = {
	'save-files': {
		describeObstacle: needsFiles,
		run({files, footer, workflow: {name}}) {
			footer.openPrompt('save-files', nameFolder(name, files.getState().found));
		},
	},
} satisfies HandlersOf<typeof fileBindings, FilesKeys>;

const saveFile = async (name: string, keys: FilesKeys): Promise<void> => {
	const file = getFile(keys);
	if (file !== undefined) {
		keys.footer.say(`Fetching ${keys.cleanText(file.key)} ...`);
		await attempt(keys, async tools => `Saved ${await tools.save(file, name)}.`);
	}
};

const saveFiles = async (folder: string, keys: FilesKeys): Promise<void> => {
	const {files, sizeBytes} = keys.files.getRows();
	const what = `${files.length} file${files.length === 1 ? '' : 's'}, ${formatBytes(sizeBytes)}`;
	keys.footer.say(`Fetching ${what} ...`);
	await attempt(keys, async tools => {
		const saved = await tools.saveAll(files, folder, count => {
			keys.footer.say(`Fetching ${what}: ${count} of ${files.length} ...`);
		});
		const {found} = keys.files.getState();
		if (found?.files.length === files.length) {
			keys.files.dispatch({type: 'saved', found});
		}

		return `Saved ${what}, in ${saved}.`;
	});
};

const createSavePrompt = (save: (name: string) => Promise<void>): PromptHandler => ({
	submit(text) {
		if (text.trim() !== '') {
			void save(text.trim());
		}
	},
});

/** What is typed for the files: a filter, and where to save to. */
export const createFilesPrompts = (keys: FilesKeys) => ({
	'filter-files': {
		change(text) {
			keys.files.dispatch({type: 'filter', text});
		},
		cancel() {
			keys.files.dispatch({type: 'filter', text: ''});
		},
	} satisfies PromptHandler,
	'save-file': createSavePrompt(async name => saveFile(name, keys)),
	'save-files': createSavePrompt(async folder => saveFiles(folder, keys)),
});
