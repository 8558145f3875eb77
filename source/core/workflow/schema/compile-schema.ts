import {Ajv2020, type Options, type ValidateFunction} from 'ajv/dist/2020.js';
import {documentSchema} from './document-schema.js';

/** How documents are checked: every mistake at once, each with its place and the rule it breaks. */
export const schemaOptions: Options = {
	allErrors: true, verbose: true, strict: false, logger: false,
};

/** Makes the validator of documents. The bundle of the program has it ready-made in this module's place. */
export const compileSchema = (): ValidateFunction => new Ajv2020(schemaOptions).compile(documentSchema);
