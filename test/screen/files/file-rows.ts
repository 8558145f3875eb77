import t from 'tap';
import {type WrittenFile} from '../../../source/core/files/stored-file.js';
import {getFileRows} from '../../../source/screen/files/file-rows.js';

const toFile = (name: string, node = 'a'): WrittenFile => {
	const [store = '', key = ''] = name.split(':');
	return {store, key, sizeBytes: 10, etag: '', nodes: [node], sureness: 'request'};
};

const list = (names: readonly string[], {filter = '', closed = []}: {readonly filter?: string; readonly closed?: readonly string[]} = {}) =>
	getFileRows(names.map(name => toFile(name, name.includes('plot') ? 'plot' : 'a')), {filter, closed: new Set(closed)});

const show = (...options: Parameters<typeof list>): readonly string[] => list(...options).rows.map(row => {
	const end = row.kind === 'folder' ? ` ${row.isOpen ? '-' : '+'}${row.fileCount}` : '';
	return `${'  '.repeat(row.depth)}${row.name}${end}`;
});

t.test('folders come before the files beside them, and are one row where nothing else is in one', async t => {
	t.strictSame(show(['S3:a.csv', 'S3:data/run/x/one.csv', 'S3:data/run/x/two.csv', 'S3:data/run/y/three.csv', 'S3:data/four.csv']), [
		'data/ -4', '  run/ -3', '    x/ -2', '      one.csv', '      two.csv', '    y/ -1', '      three.csv', '  four.csv', 'a.csv',
	]);
	t.strictSame(show(['S3:a/b/c/d.csv', 'S3:a/b/c/e.csv']), ['a/b/c/ -2', '  d.csv', '  e.csv']);
	t.strictSame(show([]), []);
});

t.test('a closed folder hides what is in it', async t => {
	t.strictSame(show(['S3:data/x/1', 'S3:data/y/2', 'S3:z'], {closed: ['S3/data/']}), ['data/ +2', 'z']);
	t.strictSame(show(['S3:data/x/1', 'S3:data/y/2', 'S3:z'], {closed: ['S3/data/x/']}), ['data/ -2', '  x/ +1', '  y/ -1', '    2', 'z']);
});

t.test('several stores are rows of their own', async t => {
	t.strictSame(show(['S3:data/1', 'Other:data/1']), ['S3 -1', '  data/ -1', '    1', 'Other -1', '  data/ -1', '    1']);
	t.strictSame(show(['S3:data/1', 'Other:data/1'], {closed: ['S3:']}), ['S3 +1', 'Other -1', '  data/ -1', '    1']);
});

t.test('a filter shows whole keys; its words are all in store, key or node, or not there with a !', async t => {
	const names = ['S3:data/mean.csv', 'S3:data/plot.png', 'Other:mean.png'];
	t.strictSame(show(names, {filter: 'MEAN'}), ['data/mean.csv', 'mean.png']);
	t.strictSame(show(names, {filter: 'png !mean'}), ['data/plot.png']);
	t.strictSame(show(names, {filter: 'other'}), ['mean.png']);
	t.strictSame(show(names, {filter: '!other !'}), ['data/mean.csv', 'data/plot.png']);
	t.match(list(names, {filter: 'mean'}), {fileCount: 3, files: {length: 2}, sizeBytes: 20});
});

t.test('odd keys are rows, too, each with a key of its own', async t => {
	const names = ['S3:/a', 'S3:a', 'S3:a//b', 'S3:a/../b', 'S3:..', 'S3: '];
	const {rows, places} = list(names);
	t.equal(rows.filter(({kind}) => kind === 'file').length, names.length);
	t.equal(places.size, rows.length);
});

t.test('100,000 files', async t => {
	const names = Array.from({length: 100_000}, (_, index) => `S3:data/${index % 300}/file-${index}.csv`);
	t.equal(list(names).rows.length, 100_301);
	t.equal(list(names, {filter: 'file-77'}).rows.length, 1111);
});
