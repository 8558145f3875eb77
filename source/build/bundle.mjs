/*
Puts the program into a few files: starting it reads one small file instead of hundreds, and what a command does not use is
not read at all. The library (`faasr-tui`, `faasr-tui/testing`) stays as tsc wrote it.

No source maps: Node.js reads them only when asked to, the stack of a crash keeps its function names without them, and a
coverage report would count the program as the sources.
*/
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {keepAssets} from './keep-assets.mjs';
import {readyMadeSchema} from './ready-made-schema.mjs';
import {shareChunk} from './share-chunk.mjs';

const projectFolder = fileURLToPath(new URL('../../', import.meta.url));
const outputFolder = path.join(projectFolder, 'dist/bin');
const entry = path.join(outputFolder, 'faasr-tui.js');
/** Writes a whole file or none: a program that starts meanwhile finds either. */
const writeFile = ({path: file, contents}) => {
	const unfinished = `${file}.${process.pid}`;
	fs.writeFileSync(unfinished, contents, {mode: file === entry ? 0o755 : 0o644});
	fs.renameSync(unfinished, file);
};

/** A program that is still running may yet read a file of the last build, but not for long. */
const keptMs = 10 * 60_000;

const removeOldFiles = current => {
	for (const name of fs.readdirSync(outputFolder)) {
		const file = path.join(outputFolder, name);
		if (!current.has(file) && Date.now() - fs.statSync(file).mtimeMs > keptMs) {
			fs.rmSync(file);
		}
	}
};

const sharing = shareChunk({
	sourceFolder: path.join(projectFolder, 'source'),
	modules: [
		// All that the entry itself imports, as far as others import it, too.
		'commands/add-commands', 'commands/completion/add-completion',
		'environment/error-cleaner', 'environment/process-events', 'environment/process-output', 'ports/errors/describe-failure',
		'commands/run/run', 'commands/run/run-screen', 'commands/run/read-run-options', 'screen/lines/start-lines', 'commands/graph/graph',
		'core/run/describe-plan', 'screen/frame/text/wrap-words',
	],
	// A shell waits for the one after each Tab, an editor for the other after each change; both need a part of it.
	apart: ['commands/completion/complete-word', 'commands/validate/validate'],
});

const {outputFiles} = await build({
	absWorkingDir: projectFolder,
	entryPoints: {'faasr-tui': 'source/cli.ts'},
	outdir: outputFolder,
	write: false,
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	// Modules can be taken apart: what nothing imports of the AWS SDK is left out.
	mainFields: ['module', 'main'],
	chunkNames: '[name]-[hash]',
	minifySyntax: true,
	// A fifth of what V8 reads at the start; names stay, for the stack of a crash.
	minifyWhitespace: true,
	define: {'process.env.NODE_ENV': '"production"'},
	// Loaded by Ink in development only.
	external: ['react-devtools-core'],
	// What CommonJS modules call at run time, which does not exist in an ES module.
	banner: {js: 'import {createRequire as __createRequire} from \'node:module\'; const require = __createRequire(import.meta.url);'},
	plugins: [sharing, keepAssets, readyMadeSchema],
	legalComments: 'none',
	logLevel: 'warning',
});

// Modules of their own: the files that they name lie beside them.
for (const [entryPoint, outdir] of [['source/clouds/local/runtimes/runtime-assets.ts', 'dist/clouds/local/runtimes'], ['source/commands/new/template-files.ts', 'dist/new']]) {
	await build({absWorkingDir: projectFolder, entryPoints: [entryPoint], outdir, format: 'esm', platform: 'node', logLevel: 'warning'});
}

fs.mkdirSync(outputFolder, {recursive: true});
// The file that names the others comes last.
for (const file of [...outputFiles].sort((a, b) => Number(a.path === entry) - Number(b.path === entry))) {
	writeFile(file);
}

removeOldFiles(new Set(outputFiles.map(({path: file}) => file)));
