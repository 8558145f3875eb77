import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import ts from 'typescript';
import {projectFolder} from '../support/cli/run-bin.js';

/** Words that only we would use, and the field's word for each. */
const banned: ReadonlyArray<readonly [pattern: RegExp, better: string]> = [
	[/\b(?:un)?folded\b/u, 'hidden, collapsed'],
	[/\bheed(?:s|ed)?\b/u, 'respect, ignore'],
	[/\bbehind it\b/u, 'downstream of it, after it'],
	[/\blen(?:d|ds|t)\b/u, 'the name of what is done'],
	[/\bmend(?:s|ed)?\b/iu, 'fix'],
	[/\bsettled\b/iu, 'final'],
	[/\b(?:is|are|was|were|be) told\b|\btells? (?:how|what|which|the|whether)\b/u, 'show, report, list'],
	[/\bhow \w+(?: \w+){0,3} stands?\b/u, 'status'],
	[/\bgoes on on\b/u, 'continues on'],
	[/\bis no (?:terminal|recording|event|key|text|name|file|empty)\b/u, 'is not a'],
	[/\ball the same\b/u, 'anyway'],
	[/\b(?:is|are) given up\b/u, 'gives up'],
	[/\bin vain\b/u, 'forever'],
	[/\bwish(?:es|ed)?\b/iu, 'option'],
	[/\bthe marked pane\b/u, 'the focused pane'],
	[/\bbranch that was not taken\b/u, 'whose branch was not taken'],
];

const findBanned = (text: string): readonly string[] => banned.flatMap(([pattern, better]) => {
	const [found] = pattern.exec(text) ?? [];
	return found === undefined ? [] : [`"${found}" (${better})`];
});

/** Sentences in a source file: texts of two words and more, without what is filled in. */
const listSentences = (file: string): ReadonlyArray<readonly [line: number, text: string]> => {
	const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
	const sentences: Array<readonly [number, string]> = [];
	const visit = (node: ts.Node): void => {
		const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node) || ts.isJsxText(node);
		if (isText && /\w+ \w+/u.test(node.text)) {
			sentences.push([source.getLineAndCharacterOfPosition(node.pos).line + 1, node.text]);
		}

		ts.forEachChild(node, visit);
	};

	visit(source);
	return sentences;
};

t.test('pages use the words of the field', async t => {
	const pages = ['README.md', ...fs.readdirSync(path.join(projectFolder, 'docs')).filter(name => name.endsWith('.md')).map(name => `docs/${name}`)];
	const found = pages.flatMap(page => fs.readFileSync(path.join(projectFolder, page), 'utf8').split('\n')
		.flatMap((line, index) => findBanned(line).map(word => `${page}:${index + 1}: ${word}`)));
	t.strictSame(found, []);
	t.ok(pages.length > 15);
});

t.test('so do the sentences of the program', async t => {
	const files = fs.readdirSync(path.join(projectFolder, 'source'), {recursive: true, encoding: 'utf8'}).filter(file => /\.tsx?$/u.test(file));
	const sentences = files.flatMap(file => listSentences(path.join(projectFolder, 'source', file)).map(([line, text]) => ({at: `source/${file}:${line}`, text})));
	t.strictSame(sentences.flatMap(({at, text}) => findBanned(text).map(word => `${at}: ${word}`)), []);
	t.ok(sentences.length > 1000, 'sentences are found');
});

t.test('a banned word is found', async t => {
	t.strictSame(findBanned('12 lines folded'), ['"folded" (hidden, collapsed)']);
	t.strictSame(findBanned('As it is told, so it is written.'), ['"is told" (show, report, list)']);
	t.strictSame(findBanned('3 hidden (d)'), []);
});
