import fs from 'node:fs';
import {join} from 'node:path';
import {build, type Plugin} from 'esbuild';
import t, {type Test} from 'tap';
// @ts-expect-error -- a script of the build, which is not compiled
import {shareChunk as createPlugin} from '../../source/build/share-chunk.mjs';

const shareChunk = createPlugin as (options: {readonly sourceFolder: string; readonly modules: readonly string[]; readonly apart: readonly string[]}) => Plugin;

// Three commands with something in common, each pair with something else.
const command = (name: string, [first, second]: readonly [string, string]): string =>
	`import {${first}} from './${first}.js';\nimport {${second}} from './${second}.js';\nexport const told = ['${name}', ${first}, ${second}].join(' ');\n`;
/** Tells as which one it ran. */
const part = (name: string): string => `globalThis.count = (globalThis.count ?? 0) + 1;\nexport const ${name} = '${name}' + globalThis.count;\n`;
const files = {
	'cli.ts': `
const commands = {one: () => import('./one.js'), two: () => import('./two.js'), three: () => import('./three.js')};
const loaded = await Promise.all(Object.values(commands).map(async load => load()));
console.log(loaded.map(({told}) => told).join(' '));
`,
	'one.ts': command('one', ['a', 'b']),
	'two.ts': command('two', ['a', 'c']),
	'three.ts': command('three', ['b', 'c']),
	'a.ts': part('a'),
	'b.ts': part('b'),
	'c.ts': part('c'),
};

const bundle = async (t: Test, options?: {readonly modules: readonly string[]; readonly apart: readonly string[]}) => {
	const folder = t.testdir({source: files});
	const sourceFolder = join(folder, 'source');
	const outdir = join(folder, options === undefined ? 'plain' : 'shared');
	const {metafile: {outputs}} = await build({
		entryPoints: [join(sourceFolder, 'cli.ts')], absWorkingDir: folder, outdir, outExtension: {'.js': '.mjs'}, bundle: true, splitting: true, format: 'esm', metafile: true,
		logLevel: 'silent', plugins: options === undefined ? [] : [shareChunk({sourceFolder, ...options})],
	});
	const printed: string[] = [];
	const {log} = console;
	console.log = (text: string) => {
		printed.push(text);
	};

	try {
		Reflect.deleteProperty(globalThis, 'count');
		await import(join(outdir, 'cli.mjs'));
	} finally {
		console.log = log;
	}

	const countFiles = (entry: string): number => {
		const [, {imports} = {imports: []}] = Object.entries(outputs).find(([, {entryPoint}]) => entryPoint?.endsWith(entry) === true) ?? [];
		return 1 + imports.filter(({kind}) => kind === 'import-statement').length;
	};

	return {printed, countFiles, fileCount: fs.readdirSync(outdir).length};
};

t.test('what modules that are loaded later have in common is one file, and each module still runs once', async t => {
	const plain = await bundle(t);
	t.equal(plain.countFiles('one.ts'), 3);
	const shared = await bundle(t, {modules: ['one', 'two', 'three'], apart: []});
	t.equal(shared.countFiles('one.ts'), 2);
	t.same(shared.printed, ['one a1 b2 two a1 c3 three b2 c3']);
	t.ok(shared.fileCount < plain.fileCount, `${shared.fileCount} files instead of ${plain.fileCount}`);
});

t.test('what is apart has its own part of it, and no more', async t => {
	const {countFiles, printed} = await bundle(t, {modules: ['one', 'two'], apart: ['three']});
	t.equal(countFiles('two.ts'), 3, 'itself, what three needs, too, and the rest');
	t.equal(countFiles('three.ts'), 2, 'itself, and what it needs');
	t.match(printed, [/^one a\d b\d two a\d c\d three b\d c\d$/u]);
});

t.test('a module apart that nobody loads later is a mistake', async t => {
	const sourceFolder = t.testdir(files);
	await t.rejects(build({entryPoints: [join(sourceFolder, 'cli.ts')], write: false, logLevel: 'silent', plugins: [shareChunk({sourceFolder, modules: [], apart: ['a']})]}), /source\/a is not loaded later by any module/u);
});
