import {parseWorkflow} from '../../core/workflow/parse-workflow.js';
import {migrateDocument} from '../../core/workflow/migrate/migrate-document.js';
import {migrateName} from '../../core/workflow/migrate/rename-actions.js';
import {isJsonObject, type JsonObject} from '../../core/workflow/json/json-object.js';
import {keepNumbers} from '../../core/workflow/json/keep-numbers.js';
import {sanitizeLine} from '../../core/text/sanitize.js';
import {type FetchFunctions} from '../../clouds/local/executor/function-files/fetch-from-github.js';
import {DocumentInvalidError} from '../../ports/errors/document-invalid-error.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {type ReadFile} from '../list-documents.js';
import {checkDocument} from '../../run/runner/load-workflow.js';
import {renderReport} from '../validate/render-report.js';
import {adoptDocument, describeOwner} from './adopt-document.js';
import {findFunctions, type FoundFunction} from './find-functions.js';
import {findRepository, requireRepository} from './find-repository.js';
import {type NewOptions} from './new-options.js';
import {describeFiles, describeNext, planCommonFiles} from './describe-files.js';
import {readSource, type SourceDocument} from './read-source.js';
import {writeFiles} from './write-files.js';

export type ImportOptions = NewOptions & {
	/** A file or an address on github.com. */
	readonly from: string;
	readonly readFile: ReadFile;
	readonly fetchOptions: FetchFunctions;
	/** @default never aborted */
	readonly signal?: AbortSignal;
};

const readObject = ({text, shown}: SourceDocument): {readonly original: JsonObject; readonly stringify: (document: JsonObject) => string} => {
	const {problems} = parseWorkflow(text);
	const unreadable = problems.filter(({code}) => code === 'json-syntax' || code === 'empty-document' || code === 'encoding');
	const {value, stringify} = keepNumbers(unreadable.length === 0 ? text.replace(/^\uFEFF/, '') : 'null');
	if (!isJsonObject(value)) {
		throw new DocumentInvalidError(shown, unreadable.map(({message}) => message));
	}

	return {original: value, stringify};
};

const findTypes = (functions: readonly FoundFunction[]) => (functionName: string): 'Python' | 'R' | undefined => {
	const found = functions.find(each => each.functionName === functionName);
	return found === undefined || !('file' in found) ? undefined : (/\.py$/i.test(found.file) ? 'Python' : 'R');
};

type Owner = {readonly repository: string | undefined; readonly bucket: string | undefined};

/** What replaces the author's names: what the command line says, what git says, and in a terminal the answers to questions. */
const chooseOwner = async (document: JsonObject, {answers, folder, env, ask}: ImportOptions): Promise<Owner> => {
	const current = describeOwner(document);
	const found = answers.repository === undefined ? await findRepository(folder, env) : requireRepository(answers.repository);
	if (ask === undefined) {
		return {repository: found, bucket: answers.bucket};
	}

	const askFor = async (question: string, initial: string): Promise<string> => {
		const answer = await ask(`${question} (- keeps it) [${initial}] `);
		return answer.trim() === '' ? initial : answer.trim();
	};

	const repository = answers.repository === undefined ? await askFor(`GitHub repository in place of ${sanitizeLine(current.repository ?? 'none')}`, found ?? '-') : found ?? '-';
	const bucket = answers.bucket ?? await askFor(`Bucket in place of ${sanitizeLine(current.bucket ?? 'none')}`, '-');
	return {repository: repository === '-' ? undefined : requireRepository(repository), bucket: bucket === '-' ? undefined : bucket};
};

const describeImport = (source: SourceDocument, changes: readonly string[], functions: readonly FoundFunction[]): string => [
	`Imported from ${source.shown}.`,
	...changes.map(change => `  ${change}`),
	...functions.flatMap(found => 'reason' in found ? [`  The function ${found.functionName} was not found: ${found.reason}.`] : []),
	'',
].map(line => sanitizeLine(line)).join('\n');

/**
`faasr-tui new --from`: writes a copy of a document with its functions, for the FaaSr of today and with the user's own names.

Gives the exit code: 3 if the document has errors that the import could not fix.

@throws FaasrTuiError with code `usage`, `unreachable` or `document-invalid` for what cannot be read, and for files that are there already.
*/
export const importDocument = async (options: ImportOptions): Promise<number> => {
	const {from, readFile, fetchOptions, answers, folder, branch, shouldReplace, stdout, signal = new AbortController().signal} = options;
	const source = await readSource(from, {readFile, fetchOptions, signal});
	const {original, stringify} = readObject(source);
	const functions = await findFunctions(original, {folder: source.folder, fetchOptions, signal});
	const {document: migrated, changes} = migrateDocument(original, {workflowName: migrateName(source.name), findType: findTypes(functions)});
	const renamed = answers.name === undefined ? migrated : {...migrated, WorkflowName: answers.name};
	const {repository, bucket} = await chooseOwner(renamed, options);
	const document = adoptDocument(renamed, {repository, branch, bucket, endpoint: answers.endpoint, region: answers.region, functions});
	const documentFile = `${answers.name ?? source.name}.json`;
	const text = `${stringify(document)}\n`;
	const files = await writeFiles(folder, [
		{path: documentFile, text},
		...new Map(functions.flatMap(found => 'file' in found ? [[found.file, {path: `functions/${found.file}`, text: found.text}] as const] : [])).values(),
		...planCommonFiles({documentFile, workflowName: answers.name ?? source.name, repository, document}),
	], {shouldReplace});
	const checked = checkDocument({path: documentFile, text});
	stdout.write(`${describeImport(source, changes, functions)}${describeFiles(files)}${renderReport([checked], stdout.hasColor)}${describeNext(documentFile, folder, repository)}`);
	return checked.workflow === undefined ? exitCodes['document-invalid'] : exitCodes.completed;
};
