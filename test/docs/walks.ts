import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import t from 'tap';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(path.join(root, 'docs/project-layout.md'), 'utf8');

/** The files that the steps of a section name, below source/. */
const listFiles = (title: string): readonly string[] => {
	const section = page.split(/^## /mu).find(text => text.startsWith(`${title}\n`)) ?? '';
	const steps = section.split('\n').filter(line => /^\d+\. /u.test(line)).join('\n');
	return [...steps.matchAll(/`([\w/-]+\.tsx?)`/gu)].map(([, file = '']) => file);
};

const listImports = (file: string): readonly string[] =>
	[...readFileSync(path.join(root, 'source', file), 'utf8').matchAll(/ from '(\..+)\.js'/gu)]
		.flatMap(([, name = '']) => ['.ts', '.tsx'].map(suffix => path.posix.join(path.posix.dirname(file), name + suffix)));

// No import shows what is handed over as a function, as a store, or by Ink.
const joined = new Set([
	'core/secrets/mask-secrets.ts', 'screen/frame/pace-news.ts', 'screen/frame/terminal/keyboard.ts', 'screen/use-view-state.ts', 'clouds/github/create-github-actions-platform.ts',
]);

for (const [title, count] of [['How one log line travels', 28], ['How one key travels', 14]] as const) {
	t.test(`${title}: it names ${count} files, each of which knows another of them`, async t => {
		const files = listFiles(title);
		t.match(page, `passes ${count} files`);
		t.equal(new Set(files).size, files.length, 'none is named twice');
		t.equal(files.length, count);
		const imports = new Map(files.map(file => [file, existsSync(path.join(root, 'source', file)) ? listImports(file) : undefined]));
		t.same(files.filter(file => imports.get(file) === undefined), [], 'all of them exist');
		t.same(files.filter(file => !joined.has(file)
			&& imports.get(file)?.some(name => imports.has(name)) !== true
			&& ![...imports.values()].some(names => names?.includes(file))), [], 'none stands alone');
	});
}
