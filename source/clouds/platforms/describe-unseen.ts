import {type WorkflowDocument} from '../../core/workflow/document.js';
import {type UnseenServer} from './adapter.js';

/** So many nodes of a server are named. */
const mostNamed = 8;

const listActions = ({ActionList}: WorkflowDocument, server: string): string => {
	const actions = Object.entries(ActionList).flatMap(([action, {FaaSServer}]) => FaaSServer === server ? [action] : []);
	const rest = actions.length - mostNamed;
	return `${actions.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
};

/** One sentence that names the nodes whose platform runs and logs nobody will see, and why; nothing where all are seen. */
export const describeUnseen = (unseen: readonly UnseenServer[], document: WorkflowDocument): string | undefined => {
	const parts = unseen.map(({server, type, missing}) =>
		`${listActions(document, server)} (on ${server}: ${missing === undefined ? `faasr-tui cannot ask ${type} yet` : `${missing} is not set`})`);
	return parts.length === 0
		? undefined
		: `Only S3 tells of these nodes, their platform runs and run logs will not be seen: ${parts.join('; ')}.`;
};
