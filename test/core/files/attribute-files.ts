import fc from 'fast-check';
import t from 'tap';
import {carriesId, createAttribution} from '../../../source/core/files/attribute-files.js';
import {type NodeWork} from '../../../source/core/files/node-work.js';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {createTinyDocument} from '../../support/core/tiny-workflow.js';

const id = '0b9f2f3e-1111-4222-8333-444455556666';

const createDocument = (values: Readonly<Record<string, Readonly<Record<string, unknown>>>>): WorkflowDocument => {
	const document = createTinyDocument(Object.fromEntries(Object.keys(values).map(name => [name, []])));
	return {...document, ActionList: Object.fromEntries(Object.entries(document.ActionList).map(([name, action]) => [name, {...action, Arguments: values[name]!}]))};
};

/** One after the other: a from 10 to 20 s, b from 20 to 30 s, and c beside b. */
const document = createDocument({
	a: {folder: 'data', output: 'one.csv'}, b: {folder: 'data', input: 'one.csv', output: 'two.csv'}, c: {folder: 'other', output: 'three.csv'},
});
const work: readonly NodeWork[] = [
	{node: 'a', action: 'a', from: 10_003, to: 20_003, puts: [{from: 15_003, to: 16_003}]},
	{node: 'b', action: 'b', from: 20_003, to: 30_003, puts: [{from: 28_003, to: 29_003}]},
	{node: 'c', action: 'c', from: 20_003, to: 30_003, puts: []},
];

const attribute = (key: string, modifiedAt?: number, more: Partial<Parameters<typeof createAttribution>[0]> = {}) => {
	const found = createAttribution({document, invocationId: id, work, ...more})({
		store: 'S3', key, sizeBytes: 1, etag: 'e', ...(modifiedAt !== undefined && {modifiedAt}),
	});
	return found && `${found.nodes.join(' or ')}: ${found.sureness}`;
};

const cases: ReadonlyArray<[title: string, key: string, modifiedAt: number | undefined, expected: string | undefined]> = [
	['its node asked for it', 'data/one.csv', 15_500, 'a: request'],
	['the one node at work did not ask', 'data/x.csv', 13_500, 'a: request'],
	['the one node at work, far from what it asked', 'data/x.csv', 11_003, 'a: time'],
	['the one node at work, and its argument', 'data/one.csv', 11_003, 'a: named'],
	['two at work, one asked', 'x.csv', 28_500, 'b: request'],
	['two at work, the other one names the file', 'other/three.csv', 28_500, 'c: named'],
	['two at work, one names the folder', 'other/x.csv', 23_003, 'c: named'],
	['two at work, nothing tells', 'x.csv', 23_003, 'b or c: time'],
	['what a node reads is not what it writes', 'data/one.csv', 23_003, 'b: named'],
	['before the run', 'data/one.csv', 5000, undefined],
	['a moment before the first line', 'data/one.csv', 9000, 'a: named'],
	['after the run', 'data/one.csv', 40_000, undefined],
	['after the run, with its id', `data/${id}/one.csv`, 40_000, ': id'],
	['with the id and in time', `data/${id}/one.csv`, 15_500, 'a: request'],
	['without a time', 'data/one.csv', undefined, undefined],
	['without a time, with the id', `${id}/one.csv`, undefined, ': id'],
	['a log', 'FaaSrLog/Tiny/t/id/a.txt', 15_500, undefined],
	['the mark of a folder', 'data/', 15_500, undefined],
];

for (const [title, key, modifiedAt, expected] of cases) {
	t.test(`attribution: ${title}`, async t => {
		t.equal(attribute(key, modifiedAt), expected);
	});
}

t.test('attribution: a store of whole seconds tells less apart', async t => {
	t.equal(attribute('x.csv', 20_500), 'b or c: time');
	t.equal(attribute('x.csv', 21_000), 'a or b or c: time');
});

t.test('attribution: ranks of one action ask at the same time, and one of them wrote it', async t => {
	const ranks = [1, 2].map((rank): NodeWork => ({node: `a(${rank})`, action: 'a', from: 10_003, to: 20_003, puts: [{from: 15_003, to: 16_003}]}));
	t.equal(attribute('data/one.csv', 15_500, {work: ranks}), 'a(1) or a(2): time');
});

t.test('attribution: of two that name the file, the one that names its folder', async t => {
	const both = createDocument({b: {folder: 'data', output: 'mean.csv'}, c: {folder: 'other', output: 'mean.csv'}});
	t.equal(attribute('other/mean.csv', 23_003, {document: both}), 'c: named');
	t.equal(attribute('third/mean.csv', 23_003, {document: both}), 'b or c: time');
});

t.test('attribution: the nearest of many requests counts', async t => {
	const puts = Array.from({length: 100}, (_, index) => ({from: 100_003 + (index * 10_000), to: 100_103 + (index * 10_000)}));
	const asking: readonly NodeWork[] = [{node: 'a', action: 'a', from: 0, to: 2_000_000, puts}, {node: 'b', action: 'b', from: 0, to: 2_000_000, puts: []}];
	for (const [at, expected] of [[98_001, 'a or b: time'], [98_005, 'a: request'], [100_050, 'a: request'], [104_999, 'a or b: time'], [540_007, 'a: request'], [1_090_007, 'a: request'], [1_095_001, 'a or b: time']] as const) {
		t.equal(attribute('x.csv', at, {work: asking}), expected, `${at}`);
	}
});

t.test('attribution: nothing worked', async t => {
	t.equal(attribute('data/one.csv', 15_500, {work: []}), undefined);
});

t.test('carriesId: as a word of its own', async t => {
	t.equal(carriesId(`x-${id}.csv`, id), true);
	t.equal(carriesId(`x${id}.csv`, id), false);
	t.equal(carriesId(`${id}0 ${id}`, id), true);
	t.equal(carriesId(`${id}é`, id), false);
	t.equal(carriesId('1234/out.csv', '1234'), false, 'a short id is in many words');
});

t.test('attribution: any key is attributed as it is, and only logs and folders are not', async () => {
	fc.assert(fc.property(fc.string({unit: 'binary', minLength: 1}), fc.integer({min: 10_003, max: 30_003}), (key, modifiedAt) => {
		const file = {store: 'S3', key, sizeBytes: 1, etag: 'e', modifiedAt};
		const found = createAttribution({document, invocationId: id, work})(file);
		return key.endsWith('/') || key.startsWith('FaaSrLog/') ? found === undefined : found?.key === key && found.nodes.length > 0;
	}));
	fc.assert(fc.property(fc.string({unit: 'binary'}), fc.string({unit: 'binary'}), (before, after) => carriesId(`${before}/${id}/${after}`, id)));
});
