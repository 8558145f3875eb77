import t from 'tap';
import {splitWords} from '../../../source/commands/files/file-flags.js';
import {planTargets} from '../../../source/commands/files/plan-targets.js';
import {type WrittenFile} from '../../../source/core/files/stored-file.js';

const toFile = (text: string): WrittenFile => {
	const [store = '', key = ''] = text.split(':');
	return {store, key, sizeBytes: 1, etag: '', nodes: [], sureness: 'id'};
};

const plan = (hasFolders: boolean, ...files: readonly string[]) => planTargets(files.map(file => toFile(file)), {hasFolders}).map(({name}) => name);

t.test('files go by their names, with folders, and with stores, so that no two meet', async t => {
	t.strictSame(plan(false, 'S3:a/x.csv', 'S3:b/y.csv'), ['x.csv', 'y.csv']);
	t.strictSame(plan(false, 'S3:a/x.csv', 'S3:b/x.csv'), ['a/x.csv', 'b/x.csv']);
	t.strictSame(plan(false, 'S3:a/x.csv', 'Two:a/x.csv'), ['S3/a/x.csv', 'Two/a/x.csv']);
	t.strictSame(plan(true, 'S3:a/x.csv', 'S3:b/y.csv'), ['a/x.csv', 'b/y.csv']);
	t.strictSame(plan(false, 'S3:../..'), ['%2E%2E']);
	t.strictSame(plan(true, '..:../x', 'S3:../x'), ['%2E%2E/%2E%2E/x', 'S3/%2E%2E/x']);
});

t.test('the first word is the document, unless the environment names one', async t => {
	t.strictSame(splitWords(['main.json', 'a.csv'], undefined), {workflow: 'main.json', names: ['a.csv']});
	t.strictSame(splitWords(['main', 'a.csv'], ''), {workflow: 'main', names: ['a.csv']});
	t.strictSame(splitWords(['a.csv', 'b.csv'], 'main.json'), {workflow: undefined, names: ['a.csv', 'b.csv']});
	t.strictSame(splitWords(['other.json', 'b.csv'], 'main.json'), {workflow: 'other.json', names: ['b.csv']});
	t.strictSame(splitWords([], 'main.json'), {workflow: undefined, names: []});
});
