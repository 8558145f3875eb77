import {parseWorkflow, type ParsedWorkflow} from '../../core/workflow/parse-workflow.js';
import {type FoundDocument} from '../find-document.js';

/** A document and what is wrong with it. */
export type CheckedDocument = ParsedWorkflow & {
	readonly file: string;
	readonly errorCount: number;
	readonly warningCount: number;
};

/** Checks a document that was found. */
export const checkFoundDocument = ({path, text}: FoundDocument): CheckedDocument => {
	const parsed = parseWorkflow(text);
	const errorCount = parsed.problems.filter(({severity}) => severity === 'error').length;
	return {
		...parsed, file: path, errorCount, warningCount: parsed.problems.length - errorCount,
	};
};

/** The size of a workflow, for people and programs. */
export const countParts = ({actions, nodes}: NonNullable<ParsedWorkflow['workflow']>) => {
	let edgeCount = 0;
	for (const {successors} of actions.values()) {
		edgeCount += successors.length;
	}

	return {actions: actions.size, instances: nodes.length, edges: edgeCount};
};
