import {statSync} from 'node:fs';
import path from 'node:path';
import {Ajv2020, type ErrorObject} from 'ajv/dist/2020.js';
import {type Document, LineCounter, parseDocument} from 'yaml';
import {createNameFinder} from '../../core/workflow/closest-name.js';
import {quoteName} from '../../core/workflow/quote-name.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {readDocumentFile} from '../../environment/read-regular-file.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {getExpectationsFiles} from './expectations-files.js';
import {expectationsSchema} from './expectations-schema.js';
import {type Expectations} from './expectations.js';

/** A mistake in an expectations file, at its place in the text. */
export type ExpectationsProblem = {readonly message: string; readonly line: number; readonly column: number};

export type ParsedExpectations = {
	/** Absent when there are problems. */
	readonly expectations?: Expectations;
	readonly problems: readonly ExpectationsProblem[];
	/** The text as a tree that keeps comments and order. */
	readonly document: Document;
};

type Way = ReadonlyArray<string | number>;

const describeWay = (way: Way): string => way.length === 0 ? 'The file' : way.map((part, index) => typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`).join('');

const readPointer = (pointer: string): Way => pointer.split('/').slice(1).map(part => /^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~'));

const describeError = ({keyword, params, message = 'is wrong', parentSchema}: ErrorObject, way: Way): string => {
	switch (keyword) {
		case 'anyOf': {
			return `${describeWay(way)} must be ${String((parentSchema as {readonly expected: string}).expected)}.`;
		}

		case 'additionalProperties': {
			return `${describeWay(way)} has a key ${quoteName(String(params['additionalProperty']))} that means nothing here.`;
		}

		case 'enum': {
			return `${describeWay(way)} must be one of ${(params['allowedValues'] as readonly string[]).join(', ')}.`;
		}

		default: {
			return `${describeWay(way)} ${message}.`;
		}
	}
};

/** Where several forms are allowed, what is wrong deeper inside says more, and a mistake of one form may be none of the user's. */
const pickTelling = (errors: readonly ErrorObject[]): readonly ErrorObject[] => {
	const choices = errors.filter(({keyword}) => keyword === 'anyOf').map(({instancePath}) => instancePath);
	const isDeeper = ({instancePath}: ErrorObject, choice: string): boolean => instancePath.startsWith(`${choice}/`);
	const isUnknownKey = ({keyword, instancePath}: ErrorObject, choice: string): boolean => keyword === 'additionalProperties' && instancePath === choice;
	return errors.filter(error => choices.every(choice => {
		const hasBetter = errors.some(other => isDeeper(other, choice) || isUnknownKey(other, choice));
		return error.instancePath !== choice || (hasBetter ? isUnknownKey(error, choice) : error.keyword === 'anyOf');
	}));
};

const getNodeNames = (workflow: Workflow): ReadonlySet<string> => new Set([...workflow.actions.keys(), ...workflow.nodes.map(({id}) => id)]);

const findUnknownNodes = ({nodes = {}, logs = []}: Expectations, workflow: Workflow): ReadonlyArray<readonly [way: Way, message: string]> => {
	const known = getNodeNames(workflow);
	const findName = createNameFinder([...known]);
	const named: ReadonlyArray<readonly [Way, string]> = [
		...Object.keys(nodes).map(name => [['nodes', name], name] as const), ...logs.map(({node}, index) => [['logs', index, 'node'], node] as const),
	];
	return named.filter(([, name]) => !known.has(name)).map(([way, name]) => {
		const meant = findName(name);
		return [way, `The workflow has no node ${quoteName(name)}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`] as const;
	});
};

/** Reads the text of an expectations file (YAML, and so JSON); the nodes it names must be those of the workflow, where that is known. */
export const parseExpectations = (text: string, workflow?: Workflow): ParsedExpectations => {
	const lines = new LineCounter();
	const document = parseDocument(text, {lineCounter: lines});
	const locate = (offset: number): {readonly line: number; readonly column: number} => {
		const {line, col} = lines.linePos(offset);
		return {line, column: col};
	};

	const find = (way: Way): {readonly line: number; readonly column: number} => {
		for (let {length} = way; length >= 0; length--) {
			const node = length === 0 ? document.contents : document.getIn(way.slice(0, length), true);
			if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
				return locate(Number(node.range[0]));
			}
		}

		return {line: 1, column: 1};
	};

	if (document.errors.length > 0) {
		return {document, problems: document.errors.map(({message, pos}) => ({message: `${message.split('\n')[0]?.replace(/ at line.*$/, '') ?? ''}.`, ...locate(pos[0])}))};
	}

	const value: unknown = document.toJS() ?? {};
	const validate = new Ajv2020({allErrors: true, verbose: true, strict: false, formats: {regex: isRegex}}).compile<Expectations>(expectationsSchema);
	if (!validate(value)) {
		return {document, problems: pickTelling(validate.errors ?? []).map(error => {
			const way = readPointer(error.instancePath);
			return {message: describeError(error, way), ...find(way)};
		})};
	}

	const unknown = workflow === undefined ? [] : findUnknownNodes(value, workflow);
	return unknown.length === 0
		? {document, problems: [], expectations: value}
		: {document, problems: unknown.map(([way, message]) => ({message, ...find(way)}))};
};

const isRegex = (source: string): boolean => {
	try {
		return new RegExp(source, 'u') instanceof RegExp;
	} catch {
		return false;
	}
};

const isFile = (file: string): boolean => statSync(file, {throwIfNoEntry: false})?.isFile() === true;

/**
Finds the expectations of a document: the file that was named, else the one beside it.

@throws FaasrTuiError with code `usage` when there is none.
*/
export const findExpectationsFile = (workflowFile: string, named: string | undefined): string => {
	const candidates = named === undefined ? getExpectationsFiles(workflowFile) : [named];
	const found = candidates.find(file => isFile(file));
	if (found === undefined) {
		throw new FaasrTuiError(`The expectations ${candidates[0] ?? ''} are not there.`, {
			code: 'usage', hint: named === undefined ? `Write them beside ${path.basename(workflowFile)} (docs/expectations.md), or name their file with --expect-file.` : 'Check the path.',
		});
	}

	return found;
};

/**
Reads an expectations file for a run.

@throws FaasrTuiError with code `document-invalid` that names the first mistake at its line.
*/
export const readExpectations = (file: string, workflow: Workflow): {readonly expectations: Expectations; readonly document: Document} => {
	const {expectations, problems: [first, ...others], document} = parseExpectations(readDocumentFile(file), workflow);
	if (expectations === undefined) {
		const {line = 1, message = ''} = first ?? {};
		throw new FaasrTuiError(`${file}:${line} ${message}${others.length === 0 ? '' : ` (and ${others.length} more)`}`, {code: 'document-invalid', hint: 'docs/expectations.md lists what can be expected.'});
	}

	return {expectations, document};
};
