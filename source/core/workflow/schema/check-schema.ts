import {type ValidateFunction} from 'ajv/dist/2020.js';
import {type Finding} from '../finding.js';
import {type JsonPath} from '../json/json-path.js';
import {compileSchema} from './compile-schema.js';
import {describeSchemaError} from './describe-schema-error.js';

let compiled: ValidateFunction | undefined;

/** Compiles once and only when a document is checked: it takes longer than checking one. */
const getValidator = (): ValidateFunction => {
	compiled ??= compileSchema();
	return compiled;
};

/** Reads a JSON pointer; a part is an index where the document has a list there. */
const readPointer = (pointer: string, root: unknown): JsonPath => {
	let value = root;
	return pointer.split('/').slice(1).map(part => {
		const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
		const segment = Array.isArray(value) ? Number(key) : key;
		value = (value as Record<string | number, unknown>)[segment];
		return segment;
	});
};

/** Checks a document against FaaSr 2.1.0's rules; gives every problem, not just the first. */
export const checkSchema = (document: unknown): readonly Finding[] => {
	const validate = getValidator();
	if (validate(document)) {
		return [];
	}

	return validate.errors!.flatMap(schemaError =>
		describeSchemaError(readPointer(schemaError.instancePath, document), schemaError) ?? []);
};
