import {isLatestFaasr, listUnderscoreNames} from '../../core/workflow/underscore-names.js';
import {type WorkflowDocument} from '../../core/workflow/document.js';
import {quoteName} from '../../core/workflow/quote-name.js';
import {getContainer} from '../../clouds/github/register/render-workflow-file.js';
import {type Check, fail} from './check.js';

/** Refuses names that the newest FaaSr refuses, where an action runs on it: the run would end before its first log line. */
export const checkNames = (document: WorkflowDocument): readonly Check[] => {
	const isOnLatest = (action: string): boolean => isLatestFaasr(getContainer(document, action).image);
	const action = Object.keys(document.ActionList).find(name => isOnLatest(name));
	// Every action reads the whole document, whoever has the name.
	const name = action === undefined ? undefined : listUnderscoreNames(document)[0]?.name;
	return action === undefined || name === undefined
		? []
		: [fail('names', `${quoteName(name)} has an underscore, which the image ${getContainer(document, action).image} of action ${quoteName(action)} refuses before its first log line.`, {
			code: 'document-invalid', hint: 'Use hyphens, or an image of FaaSr before 2.0.1.',
		})];
};
