import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const buildFolder = fileURLToPath(new URL('.', import.meta.url));

/** The scripts that run functions lie beside this module: it must stay where it is. */
export const keepRuntimeAssets = {
	name: 'keep-runtime-assets',
	setup({onResolve}) {
		onResolve({filter: /\/runtime-assets\.js$/}, () => ({path: '../clouds/local/runtimes/runtime-assets.js', external: true}));
	},
};

/** A module of our own in the place of a library's, for those who import it. */
const replaceModule = (name, {filter, importers = /^/, contents}) => ({
	name,
	setup({onResolve, onLoad}) {
		onResolve({filter}, ({path: request, importer, namespace}) => namespace !== name && importers.test(importer) ? {path: request, namespace: name} : undefined);
		onLoad({filter: /^/, namespace: name}, ({path: request}) => ({contents: contents(request), loader: 'ts', resolveDir: buildFolder}));
	},
});

/**
`--help` is laid out with widths of our own: to know those of emoji, string-width makes an Intl.Segmenter and a pattern of all emoji,
which takes as long as starting Node.js does.
*/
export const measurePlainHelp = replaceModule('measure-plain-help', {
	filter: /^(?:string-width|wrap-ansi)$/,
	importers: /[/\\]node_modules[/\\](?:cliui|yargs)[/\\]/,
	contents: request => `export {${request === 'wrap-ansi' ? 'wrapPlainText' : 'measurePlainText'} as default} from './plain-text.js';`,
});

/** On the screen, string-width is loaded with the first character that is not surely narrow. */
export const measureNarrowTextFirst = replaceModule('measure-narrow-text-first', {
	filter: /^string-width$/,
	contents: () => `
import {isNarrowText} from '../screen/text/narrow-text.js';
let library: {default: (text: string, options?: object) => number} | undefined;
const stringWidth = (text: string, options?: object): number => {
	if (options === undefined && isNarrowText(text)) {
		return text.length;
	}

	library ??= require('string-width');
	return library.default(text, options);
};

export default stringWidth;
`,
});

/** The global is the same object, and importing the module calls every getter it has: that opens stdin, for one. */
export const takeGlobalProcess = replaceModule('take-global-process', {
	filter: /^(?:node:)?process$/,
	contents: () => 'export default process; export const {env, versions, cwd} = process;',
});

/** A library's module with one thing changed; an error when it no longer is as it was when its start was measured. */
const patchModule = (name, {filter, patch, isPatched}) => ({
	name,
	setup({onLoad}) {
		onLoad({filter}, ({path: file}) => {
			const text = fs.readFileSync(file, 'utf8');
			const contents = patch(text);
			if (!isPatched(contents, text)) {
				throw new Error(`${path.basename(file)} no longer is what ${name} changes: measure its start again.`);
			}

			return {contents, loader: 'js'};
		});
	},
});

const segmenterFile = JSON.stringify(path.join(buildFolder, '../screen/text/segmenter.ts'));

/** Ink cuts every line of a frame into characters: without an Intl.Segmenter where it can, for that takes 14 ms to make and long to use. */
export const segmentNarrowTextFirst = patchModule('segment-narrow-text-first', {
	filter: /[/\\](?:ansi-tokenize[/\\]build[/\\]tokenize|slice-ansi[/\\]tokenize-ansi)\.js$/,
	patch: text => `import {segmenter as ourSegmenter} from ${segmenterFile};
${text.replace(/new Intl\.Segmenter\(undefined, {\s*granularity: ["']grapheme["']\s*}\)/, 'ourSegmenter')}`,
	isPatched: contents => !contents.includes('Intl.Segmenter') && contents.includes('= ourSegmenter'),
});

/** Yoga fetches its data: URL, for which Node.js loads its whole HTTP client (44 ms of CPU); without fetch it decodes it. */
export const decodeYoga = patchModule('decode-yoga', {
	filter: /[/\\]yoga-wasm-base64-esm\.js$/,
	patch: text => text.replaceAll('"function"!=typeof fetch', 'true'),
	isPatched: (contents, text) => contents !== text,
});
