import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import t from 'tap';
import {findDocument} from '../../source/commands/find-document.js';
import {type ReadFile} from '../../source/commands/list-documents.js';

const fail = (code: string): Error => Object.assign(new Error(code), {code});

/** Files by path; reading anything else fails as Node does. */
const readFrom = (files: Readonly<Record<string, string | Error>>): ReadFile => async path => {
	const file = files[path] ?? fail('ENOENT');
	if (file instanceof Error) {
		throw file;
	}

	return file;
};

t.test('a document is found as named, with .json added, or in ./workflows', async t => {
	const files = {
		'main.json': 'here', 'workflows/main.json': 'there', 'workflows/ranked.json': 'ranked', 'sub/flow.json': 'sub', plain: 'plain', docs: fail('EISDIR'), 'docs.json': 'docs',
	};
	const cases: ReadonlyArray<readonly [argument: string, path: string]> = [
		['main.json', 'main.json'],
		['main', 'main.json'],
		['ranked.json', 'workflows/ranked.json'],
		['ranked', 'workflows/ranked.json'],
		['sub/flow', 'sub/flow.json'],
		['workflows/ranked', 'workflows/ranked.json'],
		['plain', 'plain'],
		['docs', 'docs.json'],
	];
	for (const [argument, path] of cases) {
		t.equal((await findDocument({argument, readFile: readFrom(files)})).path, path, argument);
	}
});

t.test('TEST_WORKFLOW_FILE is used when nothing is named', async t => {
	const readFile = readFrom({'a.json': 'a', 'b.json': 'b'});
	t.same(await findDocument({environmentFile: 'a.json', readFile}), {path: 'a.json', text: 'a'});
	t.same(await findDocument({argument: 'b.json', environmentFile: 'a.json', readFile}), {path: 'b.json', text: 'b'});
});

type Folders = Readonly<Record<string, readonly string[]>>;

const createSearch = (files: Readonly<Record<string, string | Error>> = {}, folders: Folders = {}) =>
	async (options: {argument?: string; environmentFile?: string}) => findDocument({
		...options,
		readFile: readFrom(files),
		async listFolder(folder) {
			return folders[folder] ?? Promise.reject(fail('ENOENT'));
		},
	});

t.test('what is not found is told with everything that was tried', async t => {
	const search = createSearch();
	await t.rejects(search({argument: 'flow'}), {code: 'usage', message: 'Workflow document "flow" not found. Tried: flow, flow.json, workflows/flow, workflows/flow.json.', hint: /ls workflows/});
	await t.rejects(search({argument: 'sub/flow.json'}), {message: 'Workflow document "sub/flow.json" not found. Tried: sub/flow.json.'});
	await t.rejects(search({environmentFile: 'x.json'}), {message: /"x\.json" \(from TEST_WORKFLOW_FILE\) not found/, hint: /TEST_WORKFLOW_FILE/});
	await t.rejects(search({}), {code: 'usage', message: 'No workflow document is given.', hint: /faasr-tui path\/to\/workflow\.json/});
	await t.rejects(search({argument: ' ', environmentFile: 'x.json'}), {code: 'usage', message: 'The name of the workflow document is empty.'});
});

t.test('a folder is called one', async t => {
	const search = createSearch({'dir.json': fail('EISDIR'), docs: fail('EISDIR')});
	await t.rejects(search({argument: 'dir.json'}), {code: 'usage', message: '"dir.json" is a folder, not a workflow document.'});
	await t.rejects(search({argument: 'dir'}), {message: /"dir\.json" is a folder/});
	await t.rejects(search({environmentFile: 'docs'}), {message: '"docs" (from TEST_WORKFLOW_FILE) is a folder, not a workflow document.'});
});

t.test('the documents that are there are offered, and what is like the name', async t => {
	const document = '{"ActionList": {}}';
	const search = createSearch(
		{'lake.json': document, 'package.json': '{}', 'gone.json': fail('EACCES'), 'workflows/tutorial.json': document},
		{'.': ['package.json', 'notes.txt', 'lake.json', 'gone.json'], 'workflows/': ['tutorial.json']},
	);
	await t.rejects(search({}), {message: 'No workflow document is given. Here are lake.json, workflows/tutorial.json.', hint: /"faasr-tui lake\.json" opens it/});
	await t.rejects(search({argument: 'tutorail'}), {message: /not found/, hint: 'Did you mean workflows/tutorial.json?'});
	await t.rejects(search({argument: 'sub/laek.json'}), {message: /not found/, hint: 'Did you mean lake.json?'});
	await t.rejects(search({argument: 'valdate'}), {message: /not found/, hint: 'Did you mean the command validate?'});
	const names = Array.from({length: 9}, (_, index) => `w${index}.json`);
	await t.rejects(createSearch(Object.fromEntries(names.map(name => [name, document])), {'.': names})({}), {message: /w7\.json and 1 more\.$/});
});

t.test('a file that cannot be read is not passed over', async t => {
	const readFile = readFrom({'main.json': fail('EACCES'), 'workflows/main.json': 'there'});
	await t.rejects(findDocument({argument: 'main.json', readFile}), {code: 'usage', message: 'Workflow document "main.json" cannot be read (EACCES).', cause: {code: 'EACCES'}});
	const broken: ReadFile = async () => {
		throw new Error('no disk');
	};

	await t.rejects(findDocument({argument: 'main.json', readFile: broken}), {message: /cannot be read \(Error: no disk\)/});
});

t.test('on a real disk folders, missing folders and impossible names are not there', async t => {
	const folder = t.testdir({});
	await mkdir(path.join(folder, 'flow'));
	await writeFile(path.join(folder, 'flow.json'), '{}');
	const read: ReadFile = async file => readFile(file, 'utf8');
	t.equal((await findDocument({argument: path.join(folder, 'flow'), readFile: read})).text, '{}');
	for (const name of [path.join(folder, 'flow.json', 'x'), path.join(folder, 'x'.repeat(5000)), path.join(folder, 'a\0b')]) {
		await t.rejects(findDocument({argument: name, readFile: read}), {code: 'usage', message: /not found/});
	}
});
