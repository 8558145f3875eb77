import {checkReferences} from './check-references.js';
import {checkRepositories} from './check-repositories.js';
import {recogniseOldDialect} from './dialect.js';
import {type WorkflowDocument} from './document.js';
import {
	error, type Finding, locateFindings, warning,
} from './finding.js';
import {buildWorkflow} from './graph/build-workflow.js';
import {checkBranches} from './graph/check-branches.js';
import {checkGraph} from './graph/check-graph.js';
import {checkRanks} from './graph/check-ranks.js';
import {readGraph} from './graph/read-graph.js';
import {sortGraph} from './graph/sort-graph.js';
import {type DuplicateKey, scanJson} from './json/scan-json.js';
import {createPositionFinder} from './json/text-position.js';
import {recogniseEncoding} from './json/recognise-encoding.js';
import {lintDocument} from './lint/lint-document.js';
import {lintJoins} from './lint/lint-joins.js';
import {type Problem} from './problem.js';
import {quoteName} from './quote-name.js';
import {checkSchema} from './schema/check-schema.js';
import {type Workflow} from './workflow.js';

/** What became of a document: a workflow, unless one of the problems is an error. */
export type ParsedWorkflow = {
	readonly workflow?: Workflow;
	/** In the order of the text. */
	readonly problems: readonly Problem[];
};

const byteOrderMark = '\uFEFF';

const isError = ({severity}: {readonly severity: string}): boolean => severity === 'error';

const describeDuplicate = ({path, offset}: DuplicateKey): Finding => ({
	...warning('duplicate-key', path, `The key ${quoteName(String(path.at(-1)))} is written twice in one object; only the last one counts.`, 'Rename or remove one of them.'),
	offset,
});

const checkDocument = (value: unknown): {readonly workflow?: Workflow; readonly findings: readonly Finding[]} => {
	const oldDialect = recogniseOldDialect(value);
	if (oldDialect !== undefined) {
		return {findings: [oldDialect]};
	}

	const schemaFindings = checkSchema(value);
	const graph = readGraph(value);
	const sorted = sortGraph(graph);
	const graphFindings = [
		...checkReferences(value), ...checkRepositories(value), ...checkGraph(graph, sorted), ...checkRanks(graph), ...checkBranches(graph),
	];
	if (schemaFindings.length > 0) {
		return {findings: [...schemaFindings, ...graphFindings]};
	}

	const document = value as WorkflowDocument;
	const findings = [...graphFindings, ...lintDocument({document, graph})];
	if (findings.some(finding => isError(finding))) {
		return {findings};
	}

	return {workflow: buildWorkflow(document, graph, sorted.order), findings: [...findings, ...lintJoins(graph, sorted.order)]};
};

/**
Reads a workflow document: syntax, FaaSr 2.1.0's rules, the graph, and everything FaaSr lets pass that fails or hangs later.

It never throws. There is a workflow when no problem is an error.
*/
export const parseWorkflow = (rawText: string): ParsedWorkflow => {
	const hasMark = rawText.startsWith(byteOrderMark);
	const text = hasMark ? rawText.slice(1) : rawText;
	if (text.trim() === '') {
		return {problems: [{
			severity: 'error', code: 'empty-document', path: '$', message: 'The document is empty.', hint: 'Start from workflows/tutorial.json.', line: 1, column: 1,
		}]};
	}

	const findPosition = createPositionFinder(text);
	const otherEncoding = recogniseEncoding(text);
	if (otherEncoding !== undefined) {
		return {problems: [otherEncoding]};
	}

	const scan = scanJson(text);
	if (scan.root === undefined) {
		const {offset, message, hint} = scan.error!;
		return {problems: locateFindings([{...error('json-syntax', [], message, hint), offset}], {offset}, findPosition)};
	}

	const {workflow, findings} = checkDocument(JSON.parse(text));
	const problems = locateFindings([
		...hasMark ? [warning('byte-order-mark', [], 'The file starts with a byte order mark, which FaaSr cannot read.', 'Save it as UTF-8 without BOM.')] : [],
		...scan.duplicates.map(duplicate => describeDuplicate(duplicate)),
		...findings,
	], scan.root, findPosition);
	return {...(workflow !== undefined && {workflow: {...workflow, text}}), problems};
};
