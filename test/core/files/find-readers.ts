import t from 'tap';
import {createReaderFinder} from '../../../source/core/files/find-readers.js';
import {type NodeWork} from '../../../source/core/files/node-work.js';
import {createTinyDocument} from '../../support/core/tiny-workflow.js';

const plain = createTinyDocument({a: [], b: [], c: []});
const values: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	a: {folder: 'data', output: 'one.csv'}, b: {folder: 'data', input: 'one.csv', output: 'two.csv'}, c: {input_folder: 'raw', table: 'data/one.csv', nothing: ''},
};
const document = {...plain, ActionList: Object.fromEntries(Object.entries(plain.ActionList).map(([name, action]) => [name, {...action, Arguments: values[name]!}]))};
const work: readonly NodeWork[] = [
	{node: 'a', action: 'a', from: 10_003, to: 20_003, puts: []},
	{node: 'b', action: 'b', from: 20_003, to: 30_003, puts: [], gotAt: 22_003},
	{node: 'c', action: 'c', from: 20_003, to: 30_003, puts: [], gotAt: 25_003},
];
const findReaders = createReaderFinder({document, work});

const cases: ReadonlyArray<[title: string, key: string, modifiedAt: number | undefined, writers: readonly string[], expected: readonly string[]]> = [
	['what arguments name, by those that asked for files', 'data/one.csv', 15_000, ['a'], ['b', 'c']],
	['only after it was written, give or take a second', 'data/one.csv', 23_500, [], ['c']],
	['as long as nobody wrote it later', 'data/one.csv', 40_000, [], []],
	['not by who wrote it', 'data/one.csv', 20_500, ['b'], ['c']],
	['a file in a folder of inputs', 'raw/x/y.csv', 1000, [], ['c']],
	['not any file in a folder', 'data/x.csv', 1000, [], []],
	['no log', 'FaaSrLog/one.csv', 1000, [], []],
	['nothing without a time', 'data/one.csv', undefined, [], []],
];

for (const [title, key, modifiedAt, writers, expected] of cases) {
	t.test(`read: ${title}`, async t => {
		t.strictSame(findReaders({store: 'S3', key, sizeBytes: 1, etag: 'e', ...(modifiedAt !== undefined && {modifiedAt})}, writers), expected);
	});
}
