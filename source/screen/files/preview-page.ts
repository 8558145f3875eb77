import {type Command} from '../keys/keymap.js';
import {type Page} from '../overlay/overlays.js';
import {type Theme} from '../frame/theme.js';
import {createFileActions, type FilesKeys} from './keys.js';
import {type PreviewMemo} from './preview-memo.js';
import {getMostOffset, type PreviewRoom} from './render-preview.js';
import {type OpenedFile} from './state.js';

export type PreviewPageInput = {
	readonly keys: FilesKeys;
	readonly room: PreviewRoom;
	readonly theme: Theme;
	readonly render: PreviewMemo;
};

/** The file that is looked at, as a page over the panes; it is saved, copied and opened as in the list. */
export const createPreviewPage = ({keys, room, theme, render}: PreviewPageInput): Page => {
	const getOpened = (): OpenedFile | undefined => keys.files.getState().opened;
	const shift = (by: number): void => {
		const opened = getOpened();
		if (opened !== undefined) {
			keys.files.dispatch({type: 'shift', by, most: getMostOffset(opened)});
		}
	};

	const actions = (opened: OpenedFile): Partial<Record<Command, () => void>> => {
		const {copy, save, open} = createFileActions(opened.file, keys);
		return {
			'copy-lines': copy, 'save-log': save, 'open-run': open,
			left() {
				shift(-1);
			},
			right() {
				shift(1);
			},
		};
	};

	return {
		getTitle: () => `FILE ${keys.cleanText(getOpened()?.file.key ?? '')}`,
		getLines() {
			const opened = getOpened();
			return opened === undefined ? [] : render(opened, room, theme);
		},
		press(command) {
			const opened = getOpened();
			const act = opened && actions(opened)[command];
			act?.();
			return act !== undefined;
		},
	};
};
