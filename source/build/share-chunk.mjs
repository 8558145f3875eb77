import fs from 'node:fs';
import path from 'node:path';

const sharedName = 'faasr-tui:shared';

const listFiles = folder => fs.readdirSync(folder, {withFileTypes: true, recursive: true})
	.filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
	.map(entry => path.join(entry.parentPath ?? entry.path, entry.name));

/** The modules of our own that others load when they need them: each begins a file of the bundle. */
const findLoadedLater = sourceFolder => new Set(listFiles(sourceFolder).flatMap(file => [...fs.readFileSync(file, 'utf8').matchAll(/\bimport\('(\.[^']+)\.js'\)/g)]
	.map(([, request]) => path.resolve(path.dirname(file), request))));

/**
Puts what these modules and all that they import have in common with other modules into one file.

esbuild makes a file for each set of starting points that reach the same modules: sixty for the first frame, of which most are
smaller than what it costs Node.js to load one. Here every module that is loaded later imports all of `modules`, so that all of them
are reached from the same starting points. Those in `apart` do not: they must be loaded sooner than that takes.
*/
export const shareChunk = ({sourceFolder, modules, apart}) => ({
	name: 'share-chunk',
	setup({onResolve, onLoad}) {
		const resolve = name => path.join(sourceFolder, name);
		const loadedLater = findLoadedLater(sourceFolder);
		for (const name of apart) {
			if (!loadedLater.delete(resolve(name))) {
				throw new Error(`source/${name} is not loaded later by any module`);
			}
		}

		onResolve({filter: new RegExp(`^${sharedName}$`)}, () => ({path: sharedName, namespace: sharedName}));
		onLoad({filter: /^/, namespace: sharedName}, () => ({
			contents: modules.map(name => `import ${JSON.stringify(`${resolve(name)}.js`)};\n`).join(''), resolveDir: sourceFolder,
		}));
		onLoad({filter: /\.tsx?$/}, ({path: file}) => loadedLater.has(file.replace(/\.tsx?$/, ''))
			? {contents: `import ${JSON.stringify(sharedName)};\n${fs.readFileSync(file, 'utf8')}`, loader: path.extname(file).slice(1)}
			: undefined);
	},
});
