import {saveLog} from '../handlers/log-file-handlers.js';
import {type PromptHandler} from './prompt-handler.js';
import {type LogPromptKind} from './prompt-state.js';

/** What is typed for the log pane. Search and filter work while they are typed; Esc takes them back. */
export const logPrompts: Readonly<Record<LogPromptKind, PromptHandler>> = {
	'search-log': {
		label: '/',
		change(text, {log, dispatchLog}) {
			dispatchLog({type: 'search', text, context: log});
		},
		submit(text, {dispatchLog}) {
			if (text === '') {
				dispatchLog({type: 'end-search'});
			}
		},
		cancel({dispatchLog}) {
			dispatchLog({type: 'end-search'});
		},
	},
	'filter-log': {
		label: '&',
		change(text, {dispatchLog}) {
			dispatchLog({type: 'filter', text});
		},
		cancel({dispatchLog}) {
			dispatchLog({type: 'restore-filter'});
		},
	},
	'save-log': {
		label: 'save as: ',
		submit(text, context) {
			if (text.trim() !== '') {
				void saveLog(text.trim(), context);
			}
		},
	},
};
