import {getDetailLines, getDetailTitle} from '../components/detail/detail-page.js';
import {renderHelp} from '../components/help/render-help.js';
import {type KeyContext} from '../handlers/key-context.js';
import {type PageName} from './overlay-names.js';
import {renderRerunPlan} from './rerun-plan.js';

/** A text over the panes. */
export type Page = {
	readonly getTitle: (context: KeyContext) => string;
	/** Finished lines, at most `context.columns` wide. */
	readonly getLines: (context: KeyContext) => readonly string[];
};

export const pages: Readonly<Record<PageName, Page>> = {
	help: {
		getTitle: () => 'KEYS',
		getLines: ({keymap, columns, theme}) => renderHelp(keymap, columns, theme),
	},
	detail: {
		getTitle: getDetailTitle,
		getLines: getDetailLines,
	},
	plan: {
		getTitle: () => 'RUN AGAIN: the plan',
		getLines: context => renderRerunPlan(context.getOverlay().choice, context),
	},
};
