import path from 'node:path';
import {parseWorkflow} from '../../core/workflow/parse-workflow.js';
import {type Problem} from '../../core/workflow/problem.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {DocumentInvalidError} from '../../ports/errors/document-invalid-error.js';
import {FaasrTuiError, isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {readDocumentFile} from '../../environment/read-regular-file.js';

/** A workflow document that was read from disk and found runnable. */
export type LoadedWorkflow = {
	readonly workflow: Workflow;
	/** Absolute path of the document. */
	readonly file: string;
	/** What `faasr-tui validate` warns of. */
	readonly warnings: readonly Problem[];
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
export const loadWorkflow = (file: string): LoadedWorkflow => {
	const {workflow, problems} = parseWorkflow(readText(file));
	if (workflow === undefined) {
		throw new DocumentInvalidError(file, problems.filter(problem => problem.severity === 'error').map(problem => `${problem.message} (at ${problem.path})`));
	}

	return {workflow, file: path.resolve(file), warnings: problems};
};
