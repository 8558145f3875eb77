/*
Compiles the schema of documents while bundling: at each start that took about a quarter of the CPU before the first frame,
and loading ajv took more.
*/
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {Ajv2020} from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import {build} from 'esbuild';

const schemaFolder = fileURLToPath(new URL('../core/workflow/schema/', import.meta.url));
const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

/** The modules of the schema as they stand in source: what tsc wrote may be older, or not be there yet. */
const loadSchema = async () => {
	const file = path.join(projectFolder, `dist/schema-${process.pid}.mjs`);
	await build({
		stdin: {contents: 'export {schemaOptions} from \'./compile-schema.ts\'; export {documentSchema} from \'./document-schema.ts\';', resolveDir: schemaFolder},
		outfile: file, bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'warning',
	});
	try {
		return await import(pathToFileURL(file).href);
	} finally {
		fs.rmSync(file);
	}
};

/** The validator as the text of a module. */
const writeModule = async () => {
	const {schemaOptions, documentSchema} = await loadSchema();
	const ajv = new Ajv2020({...schemaOptions, code: {source: true, esm: true}});
	const code = standalone.default(ajv, ajv.compile(documentSchema));
	return `${code}\nexport const compileSchema = () => validate;\n`;
};

export const readyMadeSchema = {
	name: 'ready-made-schema',
	setup({onLoad}) {
		onLoad({filter: /[/\\]schema[/\\]compile-schema\.ts$/}, async () => ({
			contents: await writeModule(), loader: 'js', resolveDir: path.dirname(schemaFolder),
		}));
	},
};
