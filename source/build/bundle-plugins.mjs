import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const buildFolder = fileURLToPath(new URL('.', import.meta.url));

/** The scripts that run functions lie beside this module: it must stay where it is. */
export const keepRuntimeAssets = {
	name: 'keep-runtime-assets',
	setup({onResolve}) {
		onResolve({filter: /\/runtime-assets\.js$/}, () => ({path: '../local/runtimes/runtime-assets.js', external: true}));
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
import {isNarrowText} from '../ui/text/narrow-text.js';
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

/** Ink cuts every line of a frame into characters: without an Intl.Segmenter where it can, for that takes 14 ms to make and long to use. */
export const segmentNarrowTextFirst = {
	name: 'segment-narrow-text-first',
	setup({onLoad}) {
		onLoad({filter: /[/\\](?:ansi-tokenize[/\\]build[/\\]tokenize|slice-ansi[/\\]tokenize-ansi)\.js$/}, ({path: file}) => {
			const text = fs.readFileSync(file, 'utf8');
			const contents = `import {segmenter as ourSegmenter} from ${JSON.stringify(path.join(buildFolder, 'narrow-segmenter.ts'))};
${text.replace(/new Intl\.Segmenter\(undefined, {\s*granularity: ["']grapheme["']\s*}\)/, 'ourSegmenter')}`;
			if (contents.includes('Intl.Segmenter') || !contents.includes('= ourSegmenter')) {
				throw new Error(`${path.basename(file)} no longer makes its segmenter at once: measure its start again.`);
			}

			return {contents, loader: 'js'};
		});
	},
};

/** Yoga fetches its data: URL, for which Node.js loads its whole HTTP client (44 ms of CPU); without fetch it decodes it. */
export const decodeYoga = {
	name: 'decode-yoga',
	setup({onLoad}) {
		onLoad({filter: /[/\\]yoga-wasm-base64-esm\.js$/}, ({path: file}) => {
			const text = fs.readFileSync(file, 'utf8');
			const contents = text.replaceAll('"function"!=typeof fetch', 'true');
			if (text === contents) {
				throw new Error(`${path.basename(file)} no longer looks whether there is a fetch: measure its start again.`);
			}

			return {contents, loader: 'js'};
		});
	},
};
