import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {posix as path} from 'node:path';
import {fileURLToPath} from 'node:url';
import t from 'tap';

/*
The layers: a folder imports itself and what stands above it, types included. A file lies in the longest name that fits.
`packages` are all that a layer may load from node_modules and Node.js; without it anything goes.
*/
const layers: ReadonlyArray<readonly [folder: string, packages?: RegExp]> = [
	['ports/errors', /^node:util$/],
	// Pure: facts in, state out.
	['core', /^$/],
	['core/workflow', /^ajv/],
	// The graph's layers and lines: it knows the document's actions and edges, and nothing of a run.
	['core/layout', /^$/],
	['core/text', /^$/],
	['core/log', /^$/],
	['core/cause', /^$/],
	['core/run', /^$/],
	['core/files', /^$/],
	['core/preview', /^$/],
	['core/secrets', /^$/],
	// Types of what touches the world, and what hands events on.
	['ports', /^$/],
	['ports/listeners', /^$/],
	['ports/clock', /^node:/],
	// What touches the world.
	['clouds/credentials', /^node:/],
	['environment', /^node:|^dotenv$/],
	['clouds/network', /^node:|^undici$/],
	['clouds/http', /^node:|^undici$/],
	['clouds/s3', /^node:|^@aws-sdk\/|^@smithy\//],
	['clouds/github', /^node:|^@octokit\//],
	['clouds/github/register', /^node:|^@octokit\/|^libsodium/],
	['clouds/slurm', /^node:/],
	['clouds/platforms', /^$/],
	['clouds/local', /^node:|^@aws-sdk\//],
	// What watches, starts, stops and lists runs.
	['run/monitor', /^$/],
	['run/preflight', /^node:|^@aws-sdk\//],
	['run/history', /^$/],
	['run/files', /^$/],
	['run/runner', /^node:/],
	// What reads a run: tests, reports, the screen.
	['testing/assertions', /^node:/],
	['report/recording', /^node:/],
	['report', /^node:|^react(?:-dom\/server)?$/],
	['screen/frame', /^node:|^react|^ink$|^get-east-asian-width$/],
	// Pictures as text; the decoders are loaded for the first one.
	['screen/picture', /^node:|^fast-png$|^jpeg-js$/],
	['screen', /^node:|^react|^ink/],
	['testing', /^node:|^tap$|^ajv\/|^yaml$|^@aws-sdk\/|^faasr-tui\/testing$/],
	['commands', /^node:|^react|^yargs|^ink/],
	['cli.ts'],
	['index.ts'],
];

const root = fileURLToPath(new URL('../source', import.meta.url));
const files = readdirSync(root, {recursive: true, encoding: 'utf8'})
	.map(file => file.replaceAll('\\', '/'))
	.filter(file => /\.tsx?$/.test(file));

/** The index of the longest folder that holds the file, or -1. */
const findLayer = (file: string): number => {
	const [longest] = layers.map(([folder]) => folder)
		.filter(folder => file === folder || file.startsWith(`${folder}/`))
		.sort((a, b) => b.length - a.length);
	return layers.findIndex(([folder]) => folder === longest);
};

type Import = {readonly line: number; readonly name: string; readonly target: string | undefined};

/** What a file imports, `import type` and `import()` included; `target` is the file in source/ that it names. */
const readImports = (file: string): readonly Import[] =>
	readFileSync(`${root}/${file}`, 'utf8').split('\n').flatMap((text, index) =>
		[...text.matchAll(/(?:\bfrom |\bimport\(|^import )\s*'([^']+)'/g)].map(match => {
			const name = match[1] ?? '';
			const target = path.join(path.dirname(file), name);
			const written = [target, target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.tsx')];
			return {line: index + 1, name, target: name.startsWith('.') ? written.find(each => existsSync(`${root}/${each}`)) ?? target : undefined};
		}));

const importsOf = new Map(files.map(file => [file, readImports(file)] as const));

t.test('every file lies in a layer, and every layer has files', async t => {
	t.strictSame(files.filter(file => findLayer(file) < 0), []);
	t.strictSame(layers.flatMap(([folder], index) => (files.some(file => findLayer(file) === index) ? [] : [folder])), []);
	const entries = readdirSync(root);
	t.ok(entries.length <= 14, `source/ has ${entries.length} entries: ${entries.join(', ')}`);
});

t.test('imports point up the list', async t => {
	const wrong = [...importsOf].flatMap(([file, imports]) => imports.flatMap(({line, target}) =>
		(target !== undefined && findLayer(target) > findLayer(file)
			? [`source/${file}:${line} imports ${target}: ${layers[findLayer(target)]?.[0]} stands below ${layers[findLayer(file)]?.[0]}`]
			: [])));
	t.strictSame(wrong, []);
	t.ok([...importsOf.values()].flat().length > 1000, 'the imports are read');
});

t.test('a layer loads only its own packages', async t => {
	const wrong = [...importsOf].flatMap(([file, imports]) => imports.flatMap(({line, name, target}) => {
		const allowed = layers[findLayer(file)]?.[1];
		return target !== undefined || allowed === undefined || allowed.test(name) ? [] : [`source/${file}:${line} loads ${name}`];
	}));
	t.strictSame(wrong, []);
});

/** The files of source/ that a file imports, types included. */
const listTargets = (file: string): readonly string[] => (importsOf.get(file) ?? []).flatMap(({target}) => target ?? []);

t.test('no files import each other in a ring, types included', async t => {
	const rings: string[] = [];
	const ended = new Set<string>();
	const visit = (file: string, way: readonly string[]): void => {
		if (way.includes(file)) {
			rings.push([...way.slice(way.indexOf(file)), file].join(' -> '));
			return;
		}

		if (!ended.has(file)) {
			for (const target of listTargets(file)) {
				visit(target, [...way, file]);
			}

			ended.add(file);
		}
	};

	for (const file of files) {
		visit(file, []);
	}

	t.strictSame(rings, []);
});
