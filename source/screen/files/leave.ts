import {formatBytes} from '../../core/text/format-bytes.js';
import {describeBriefly} from '../../ports/errors/describe-failure.js';
import {type FooterKeys} from '../footer/footer-keys.js';
import {type Menu} from '../overlay/overlays.js';
import {type FileTools} from './file-tools.js';
import {type FoundFiles} from './state.js';
import {type Files} from './use-files.js';

/** What leaving the screen can see and do where the run's files are deleted with it. */
export type LeaveKeys = {
	readonly files: Pick<Files, 'getState' | 'dispatch' | 'look' | 'obstacle'>;
	/** The files are deleted when the screen is left. */
	readonly losesFiles: boolean;
	readonly workflowName: string;
	readonly tools?: FileTools | undefined;
	readonly footer: FooterKeys;
	readonly openMenu: () => void;
	readonly closeMenu: () => void;
	/** Leaves the screen. */
	readonly quit: () => void;
	/** Does what takes a while; what it throws is told. */
	readonly startTask: (task: () => Promise<unknown>) => void;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
};

/** A folder in the current one, of this run alone. */
export const nameFolder = (workflowName: string, found: Pick<FoundFiles, 'invocationId'> | undefined): string =>
	[workflowName, ...found === undefined ? [] : [found.invocationId.slice(0, 8)]].join('-').replaceAll(/[^\w.()-]+/gu, '_');

/** Files that nobody has saved yet. */
const findUnsaved = ({files}: LeaveKeys): FoundFiles | undefined => {
	const {found, saved} = files.getState();
	return found === undefined || found.files.length === 0 || saved === found ? undefined : found;
};

const askFirst = async (keys: LeaveKeys): Promise<void> => {
	const {files, footer, openMenu, quit} = keys;
	files.dispatch({type: 'leave', isLeaving: true});
	footer.say('Looking which files would be deleted ...');
	await files.look();
	// Else it was left meanwhile.
	if (findUnsaved(keys) === undefined) {
		quit();
	} else {
		files.dispatch({type: 'leave', isLeaving: false});
		footer.hush();
		openMenu();
	}
};

/**
Leaves the screen, or asks first what is to become of files that would be deleted. A second press while it is looked for them leaves at once.
*/
export const leave = (keys: LeaveKeys): void => {
	const {files, losesFiles, quit, startTask} = keys;
	if (!losesFiles || files.obstacle !== undefined || files.getState().isLeaving) {
		quit();
	} else {
		startTask(async () => askFirst(keys));
	}
};

const keep = async (found: FoundFiles, {tools, workflowName, files, footer, quit, cleanText}: LeaveKeys): Promise<void> => {
	try {
		footer.say('Saving the files ...');
		await tools?.saveAll(found.files, nameFolder(workflowName, found), count => {
			footer.say(`Saving the files: ${count} of ${found.files.length} ...`);
		});
		files.dispatch({type: 'saved', found});
		quit();
	} catch (error) {
		footer.say(cleanText(describeBriefly(error)));
	}
};

/** What is to become of the files: Esc stays on the screen. */
export const createLeaveMenu = (keys: LeaveKeys): Menu => {
	const found = findUnsaved(keys);
	const count = found?.files.length ?? 0;
	const bytes = (found?.files ?? []).reduce((sum, {sizeBytes}) => sum + sizeBytes, 0);
	return {
		title: `${count} FILE${count === 1 ? '' : 'S'} (${formatBytes(bytes)}) WOULD BE DELETED WITH THE LOCAL CLOUD`,
		hasFilter: false,
		getItems: () => [
			{id: 'keep', key: 'y', label: 'Keep', hint: `save into ${nameFolder(keys.workflowName, found)}, then leave`},
			{id: 'delete', key: 'n', label: 'Delete', hint: 'leave at once; --data-dir FOLDER keeps them next time'},
		],
		choose(id) {
			keys.closeMenu();
			if (id === 'keep' && found !== undefined) {
				void keep(found, keys);
			} else {
				keys.quit();
			}
		},
	};
};
