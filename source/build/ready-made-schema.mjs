/*
Compiles the schema of documents while bundling: at each start that took about a quarter of the CPU before the first frame,
and loading ajv took more.
*/
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {Ajv2020} from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';

const schemaFolder = new URL('../core/workflow/schema/', import.meta.url);

/** The validator as the text of a module; the schema itself is taken from what tsc wrote. */
const writeModule = async () => {
	const {schemaOptions} = await import('../../dist/core/workflow/schema/compile-schema.js');
	const {documentSchema} = await import('../../dist/core/workflow/schema/document-schema.js');
	const ajv = new Ajv2020({...schemaOptions, code: {source: true, esm: true}});
	const code = standalone.default(ajv, ajv.compile(documentSchema));
	return `${code}\nexport const compileSchema = () => validate;\n`;
};

export const readyMadeSchema = {
	name: 'ready-made-schema',
	setup({onLoad}) {
		onLoad({filter: /[/\\]schema[/\\]compile-schema\.ts$/}, async () => ({
			contents: await writeModule(), loader: 'js', resolveDir: path.dirname(fileURLToPath(schemaFolder)),
		}));
	},
};
