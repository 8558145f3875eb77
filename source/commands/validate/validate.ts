import {existsSync} from 'node:fs';
import {readDocumentFile} from '../../environment/read-regular-file.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Output} from '../../ports/output.js';
import {checkDocument, type CheckedDocument} from '../../run/runner/load-workflow.js';
import {getExpectationsFiles} from '../../testing/expectations/expectations-files.js';
import {findDocument} from '../find-document.js';
import {type ReadFile} from '../list-documents.js';
import {renderJson} from './render-json.js';
import {renderReport} from './render-report.js';

/** Everything `faasr-tui validate` works with. */
export type ValidateOptions = {
	/** As typed; each is looked for as `findDocument` does. */
	readonly files: readonly string[];
	readonly json: boolean;
	/** Takes warnings for errors. @default false */
	readonly isStrict?: boolean;
	readonly readFile: ReadFile;
	/** Where the report goes: stdout. */
	readonly output: Output;
};

/** The expectations beside a document, when something is wrong with them. */
const checkExpectations = async ({path: file, workflow}: CheckedDocument): Promise<readonly CheckedDocument[]> => {
	const found = workflow === undefined ? undefined : getExpectationsFiles(file).find(each => existsSync(each));
	if (found === undefined) {
		return [];
	}

	const {parseExpectations} = await import('../../testing/expectations/read-expectations.js');
	const problems = parseExpectations(readDocumentFile(found), workflow).problems.map(problem => ({...problem, severity: 'error' as const, code: 'expectations', path: '$'}));
	return problems.length === 0 ? [] : [{path: found, problems, errorCount: problems.length, warningCount: 0}];
};

/** Checks workflow documents without running anything; returns the exit code, 3 when any of them has errors or, with `isStrict`, warnings. */
export const validateCommand = async ({files, json, isStrict = false, readFile, output}: ValidateOptions): Promise<number> => {
	if (files.length === 0) {
		throw new FaasrTuiError('No workflow document is given.', {
			code: 'usage', hint: 'Name one or more, such as "faasr-tui validate workflows/main.json".',
		});
	}

	const documents: CheckedDocument[] = [];
	for (const argument of files) {
		const document = checkDocument(await findDocument({argument, readFile}));
		documents.push(document, ...await checkExpectations(document));
	}

	output.write(json ? renderJson(documents) : renderReport(documents, output.hasColor));
	return documents.every(({errorCount, warningCount}) => errorCount === 0 && (!isStrict || warningCount === 0)) ? exitCodes.completed : exitCodes['document-invalid'];
};
