import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build, type BuildOptions} from 'esbuild';

const source = fileURLToPath(new URL('hello.tsx', import.meta.url));

export type Hello = {
	/** One file with everything, React's production build: what a bundler does without any more thought. */
	readonly bundled: string;
	/** As it is written, its packages in node_modules. */
	readonly plain: string;
	readonly remove: () => void;
};

/** Compiles Ink's hello-world twice. It has to lie where its packages are found. */
export const buildHello = async (): Promise<Hello> => {
	const folder = fs.mkdtempSync(fileURLToPath(new URL('../../../node_modules/.bench-hello-', import.meta.url)));
	const shared: BuildOptions = {
		entryPoints: [source], format: 'esm', platform: 'node', target: 'node20', jsx: 'automatic', logLevel: 'warning', outExtension: {'.js': '.mjs'},
	};
	await build({...shared, outdir: path.join(folder, 'plain')});
	await build({
		...shared,
		outdir: path.join(folder, 'bundled'),
		bundle: true,
		splitting: true,
		minifySyntax: true,
		legalComments: 'none',
		external: ['react-devtools-core'],
		define: {'process.env.NODE_ENV': '"production"'},
		banner: {js: 'import {createRequire as __createRequire} from \'node:module\'; const require = __createRequire(import.meta.url);'},
	});
	return {
		bundled: path.join(folder, 'bundled/hello.mjs'),
		plain: path.join(folder, 'plain/hello.mjs'),
		remove() {
			fs.rmSync(folder, {recursive: true, force: true});
		},
	};
};
