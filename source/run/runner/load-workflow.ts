import path from 'node:path';
import {parseWorkflow, type ParsedWorkflow} from '../../core/workflow/parse-workflow.js';
import {type Problem} from '../../core/workflow/problem.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {readDocumentFile} from '../../environment/read-regular-file.js';
import {DocumentInvalidError} from '../../ports/errors/document-invalid-error.js';
import {FaasrTuiError, isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

/** A workflow document that was read. */
export type DocumentText = {
	/** As it was named: a relative path stays relative. */
	readonly path: string;
	readonly text: string;
};

/** A document and what is wrong with it. */
export type CheckedDocument = ParsedWorkflow & Pick<DocumentText, 'path'> & {
	readonly errorCount: number;
	readonly warningCount: number;
};

/** A document that can be run. */
export type LoadedWorkflow = Pick<DocumentText, 'path'> & {
	readonly workflow: Workflow;
	/** Absolute path of the document. */
	readonly file: string;
	/** What `faasr-tui validate` warns of. */
	readonly warnings: readonly Problem[];
};

/** Checks a document that was read. */
export const checkDocument = ({path, text}: DocumentText): CheckedDocument => {
	const parsed = parseWorkflow(text);
	const errorCount = parsed.problems.filter(({severity}) => severity === 'error').length;
	return {
		...parsed, path, errorCount, warningCount: parsed.problems.length - errorCount,
	};
};

/** What is said of a document that cannot be run. */
export const createInvalidError = ({path, problems}: CheckedDocument): DocumentInvalidError =>
	new DocumentInvalidError(path, problems.filter(({severity}) => severity === 'error').map(problem => `${problem.message} (at ${problem.path})`));

/** The workflow of a document; throws a `DocumentInvalidError` that names its first problem when there is none. */
export const requireWorkflow = (document: CheckedDocument): LoadedWorkflow => {
	const {workflow, path: name, problems: warnings} = document;
	if (workflow === undefined) {
		throw createInvalidError(document);
	}

	return {
		workflow, path: name, file: path.resolve(name), warnings,
	};
};

const readText = (file: string): string => {
	try {
		return readDocumentFile(file);
	} catch (error) {
		if (isFaasrTuiError(error)) {
			throw error;
		}

		throw new FaasrTuiError(`The workflow document ${file} cannot be read (${(error as {readonly code: string}).code}).`, {
			code: 'usage',
			hint: 'Name an existing file: faasr-tui path/to/workflow.json.',
			cause: error,
		});
	}
};

/** Reads and checks a document; throws a `DocumentInvalidError` that names its first problem. */
export const loadWorkflow = (path: string): LoadedWorkflow => requireWorkflow(checkDocument({path, text: readText(path)}));
