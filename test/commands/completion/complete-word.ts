import fs from 'node:fs/promises';
import t from 'tap';
import {completeWord, type CompletionFiles} from '../../../source/commands/completion/complete-word.js';

const folders: Readonly<Record<string, readonly string[]>> = {
	'.': ['main.json', 'events.ndjson', 'README.md', 'workflows/', '.git/', '.hidden.json'],
	workflows: ['tutorial.json', 'main.json', 'functions/'],
	'workflows/': ['tutorial.json', 'main.json', 'functions/'],
};

const files: CompletionFiles = {
	list: async folder => folders[folder] ?? [],
	async readFile(path) {
		if (path !== 'workflows/ranked.json') {
			throw new Error(`There is no ${path}`);
		}

		return fs.readFile(new URL('../../../workflows/ranked.json', import.meta.url), 'utf8');
	},
};

type Case = readonly [title: string, words: readonly string[], expected: readonly string[]];

const cases: readonly Case[] = [
	['documents here and in workflows, at the beginning', [''], ['main.json', 'workflows/', 'workflows/tutorial.json', 'workflows/main.json']],
	['documents of the folder that is written', ['workflows/t'], ['workflows/tutorial.json']],
	['documents for a command', ['watch', 'm'], ['main.json']],
	['documents for --workflow-file', ['--workflow-file', 'ma'], ['main.json']],
	['recordings for replay', ['replay', ''], ['events.ndjson', 'workflows/']],
	['recordings for --events', ['main.json', '--events', 'e'], ['events.ndjson']],
	['folders for --data-dir', ['main.json', '--data-dir', 'w'], ['workflows/']],
	['folders for -o', ['get', 'main.json', '-o', 'w'], ['workflows/']],
	['any file for --test', ['main.json', '--test', 'R'], ['README.md']],
	['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
	['one shell', ['completion', 'bash', ''], []],
	['reporters', ['main.json', '--reporter', ''], ['lines', 'github', 'json', 'json=', 'junit=', 'html=']],
	['the newest invocation', ['watch', 'main.json', '--invocation-id', ''], ['@latest']],
	['no files for an option', ['main.json', '--lo'], []],
	['no second document for a run', ['main.json', 'w'], []],
	['no nodes without a document', ['logs', '--function', ''], []],
	['no nodes of a document that is not there', ['logs', 'gone.json', '--function', ''], []],
	['nothing in a folder that is not there', ['nowhere/x'], []],
];

for (const [title, words, expected] of cases) {
	t.test(`completes ${title}`, async t => {
		t.same(await completeWord(words, files), expected);
	});
}

t.test('completes nodes and ranked actions of the document that is named, wherever it is', async t => {
	const nodes = await completeWord(['logs', 'ranked.json', '--function', ''], files);
	t.ok(nodes.some(node => node.endsWith('(2)')));
	t.ok(nodes.some(node => !node.includes('(')));
	t.same(nodes, [...new Set(nodes)]);
});
