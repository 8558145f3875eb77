import t from 'tap';
import {listFilePrefixes} from '../../../source/core/files/list-prefixes.js';
import {createTinyDocument} from '../../support/core/tiny-workflow.js';

const list = (values: Readonly<Record<string, unknown>>, id = '') => {
	const document = createTinyDocument({a: []});
	return listFilePrefixes({...document, ActionList: {a: {...document.ActionList['a']!, Arguments: values}}}, id);
};

const cases: ReadonlyArray<[title: string, values: Readonly<Record<string, unknown>>, prefixes: readonly string[]]> = [
	['a folder', {folder: 'tutorial'}, ['tutorial/']],
	['a folder as people write it', {rank_folder: './a//b/'}, ['a/b/']],
	['a file', {output1: 'sample1.csv'}, ['sample1.csv']],
	['a file that a folder covers', {folder: 'tutorial', output: 'tutorial/mean.csv'}, ['tutorial/']],
	['a folder that is a part of a word', {folder: 'tu', output: 'tutorial'}, ['tu/', 'tutorial']],
	['a list', {copies: ['one.bin', 'two.bin']}, ['one.bin', 'two.bin']],
	['a short text, which begins too much', {column: 't'}, ['t/']],
	['the whole bucket', {folder: '.', other: '/', prefix: ''}, []],
	['what is no text', {count: 5, isBig: true, nothing: null, texts: {a: 'b'}}, []],
	['an address, and a text of lines', {url: 'https://example.org/data', text: 'one\ntwo'}, []],
	['what is longer than a key', {text: 'x'.repeat(1025)}, []],
];

for (const [title, values, prefixes] of cases) {
	t.test(`prefixes: ${title}`, async t => {
		t.strictSame(list(values), {prefixes, omitted: 0});
	});
}

t.test('prefixes: the InvocationID begins keys, too', async t => {
	t.strictSame(list({folder: 'tutorial'}, 'an-id').prefixes, ['an-id', 'tutorial/']);
});

t.test('prefixes: no more than 200 are listed, and the rest is told', async t => {
	const {prefixes, omitted} = list({names: Array.from({length: 250}, (_, index) => `name${1000 + index}.csv`)});
	t.equal(prefixes.length, 200);
	t.equal(omitted, 50);
});
