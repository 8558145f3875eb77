import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {transform} from 'esbuild';

export const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));
/** Where source/ and test/ stand as JavaScript. */
export const compiledFolder = path.join(projectFolder, '.tap/compiled');

const loaders = {'.ts': 'ts', '.tsx': 'tsx', '.mjs': 'js'};

/** The compiled file of a source or test, both from the project's folder. */
export const nameCompiled = file => file.replace(/\.tsx?$/, '.js');

/** A compiled module takes itself for its source: what it finds by `import.meta.url` stays where it is. */
const compileFile = async file => {
	const from = path.join(projectFolder, file);
	const to = path.join(compiledFolder, nameCompiled(file));
	const {code} = await transform(await fs.promises.readFile(from, 'utf8'), {
		loader: loaders[path.extname(file)],
		format: 'esm',
		target: 'node20',
		jsx: 'automatic',
		define: {'import.meta.url': JSON.stringify(pathToFileURL(from).href)},
		sourcefile: path.relative(path.dirname(to), from),
		sourcemap: 'inline',
	});
	// A run of tests that goes on in this folder reads whole files only.
	if (!fs.existsSync(to) || await fs.promises.readFile(to, 'utf8') !== code) {
		await fs.promises.mkdir(path.dirname(to), {recursive: true});
		await fs.promises.writeFile(`${to}.${process.pid}`, code);
		await fs.promises.rename(`${to}.${process.pid}`, to);
	}

	return to;
};

/** Compiles all of source/ and test/, without checking types: about a second. */
export const compile = async () => {
	const files = ['source', 'test'].flatMap(folder => fs.readdirSync(path.join(projectFolder, folder), {recursive: true})
		.map(name => path.join(folder, name)))
		.filter(file => path.extname(file) in loaders && !file.endsWith('.d.ts'));
	const compiled = new Set(await Promise.all(files.map(file => compileFile(file))));
	// What has no source any more must not be found.
	for (const name of fs.readdirSync(compiledFolder, {recursive: true})) {
		const file = path.join(compiledFolder, name);
		if (/\.m?js$/.test(name) && !compiled.has(file)) {
			fs.rmSync(file);
		}
	}
};
