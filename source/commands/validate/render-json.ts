import {type CheckedDocument} from '../../run/runner/load-workflow.js';
import {countParts} from './count-parts.js';

/** C1 controls and direction marks, which `JSON.stringify` lets through and terminals obey. */
const unsafe = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

const escape = (character: string): string => String.raw`\u` + character.codePointAt(0)!.toString(16).padStart(4, '0');

/** Writes a value as JSON that is safe to print, whatever its texts hold. */
export const stringifySafely = (value: unknown): string => JSON.stringify(value, undefined, 2).replaceAll(unsafe, escape);

/** Writes what `validate` found as one JSON document. */
export const renderJson = (documents: readonly CheckedDocument[]): string => {
	const report = {
		isValid: documents.every(({errorCount}) => errorCount === 0),
		files: documents.map(({path: file, workflow, problems, errorCount, warningCount}) => ({
			file,
			isValid: errorCount === 0,
			errorCount,
			warningCount,
			...(workflow !== undefined && {workflow: {name: workflow.name, entry: workflow.entry, ...countParts(workflow)}}),
			problems,
		})),
	};
	return `${stringifySafely(report)}\n`;
};
