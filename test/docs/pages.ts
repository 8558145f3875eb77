import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {projectFolder} from '../support/cli/run-bin.js';

const names = fs.readdirSync(path.join(projectFolder, 'docs')).filter(name => name.endsWith('.md')).map(name => `docs/${name}`);
const pages = new Map(['README.md', ...names].map(name => [name, fs.readFileSync(path.join(projectFolder, name), 'utf8')] as const));
const readme = pages.get('README.md') ?? '';

/** GitHub's name for a heading. */
const toAnchor = (heading: string): string => heading.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');

const listAnchors = (page: string): readonly string[] => [...(pages.get(page) ?? '').matchAll(/^#+ (?<heading>.+)$/gmu)].map(({groups}) => toAnchor(groups?.['heading'] ?? ''));

/** Where the page's relative links lead to: a file of the project, and a heading of it. */
const listLinks = (page: string, text: string) => [...text.matchAll(/\]\((?<target>[^)\s]+)\)/gu)]
	.map(({groups}) => groups?.['target'] ?? '')
	.filter(target => !/^[a-z]+:/u.test(target))
	.map(target => {
		const [file = '', anchor] = target.split('#');
		return {target, file: file === '' ? page : path.posix.join(path.posix.dirname(page), file), anchor};
	});

t.test('the README is short, and leads to every page of docs/', async t => {
	t.ok(readme.split('\n').length <= 180, `${readme.split('\n').length} lines`);
	const linked = new Set(listLinks('README.md', readme).map(({file}) => file));
	t.strictSame(names.filter(name => !linked.has(name)), []);
});

t.test('relative links lead to files and headings that exist', async t => {
	const broken = [...pages].flatMap(([page, text]) => listLinks(page, text)
		.filter(({file, anchor}) => !fs.existsSync(path.join(projectFolder, file)) || (anchor !== undefined && !listAnchors(file).includes(anchor)))
		.map(({target}) => `${page}: ${target}`));
	t.strictSame(broken, []);
	t.ok(listLinks('README.md', readme).length > 15, 'links are found');
});

t.test('pictures are small, and each is shown', async t => {
	const folder = path.join(projectFolder, 'docs/pictures');
	const pictures = fs.readdirSync(folder);
	t.strictSame(pictures.filter(name => fs.statSync(path.join(folder, name)).size > 100_000), []);
	const shown = new Set([...pages].flatMap(([page, text]) => listLinks(page, text).map(({file}) => file)));
	t.strictSame(pictures.filter(name => !shown.has(`docs/pictures/${name}`)), []);
});

t.test('files of the source and of the tests that pages name exist', async t => {
	const folders = ['', 'source', 'test', 'source/commands/run', 'source/commands/doctor', 'source/run/preflight', 'test/support/simulation'];
	const missing = [...pages].flatMap(([page, text]) => [...text.matchAll(/`(?<file>(?:[\w.-]+\/)+[\w.-]+\.(?:tsx?|mjs))`/gu)]
		.map(({groups}) => groups?.['file'] ?? '')
		.filter(file => !folders.some(folder => fs.existsSync(path.join(projectFolder, folder, file))))
		// Files of the user's own project, and names to be filled in.
		.filter(file => !/^test\/(?:tutorial|main)\.|NAME/u.test(file))
		.map(file => `${page}: ${file}`));
	t.strictSame(missing, []);
});
