import t from 'tap';
import {type WrittenFile} from '../../../source/core/files/stored-file.js';
import {type RunFiles} from '../../../source/run/files/list-files.js';
import {renderNodeFiles, type KnownFiles} from '../../../source/screen/detail/render-node-files.js';
import {cellWidth} from '../../../source/screen/frame/text/cell-width.js';
import {plainTheme} from '../themes.js';

const toFile = (key: string, nodes: readonly string[], sureness: WrittenFile['sureness'] = 'request'): WrittenFile => ({store: 'S3', key, sizeBytes: 1500, etag: '', nodes, sureness});
const nothing: RunFiles = {files: [], reads: [], prefixes: ['data/'], stores: ['S3'], notes: []};

const render = (files: KnownFiles, columns = 60): readonly string[] =>
	renderNodeFiles({node: 'a', files, columns, cleanText: text => text.replaceAll('SECRET', '***')}, text => [text], plainTheme);

t.test('a node has what it wrote and what it read', async t => {
	const found: RunFiles = {
		...nothing,
		files: [toFile('data/one.csv', ['a']), toFile('data/other.csv', ['b']), toFile('data/SECRET.csv', ['a'], 'time'), toFile('data/two.csv', ['a', 'b'], 'time'), toFile('data/three.csv', ['a', 'b', 'c', 'd'], 'time')],
		reads: [{...toFile('raw/in.csv', []), readers: ['b', 'a']}, {...toFile('raw/not.csv', []), readers: ['b']}],
	};
	t.strictSame(render({found, isLooking: false}), [
		'Wrote', '  data/one.csv  1.50 kB', '  data/***.csv  1.50 kB?', '  data/two.csv  1.50 kB? or b', '  data/three.csv  1.50 kB? or b or 2 more', 'Read, by its arguments and its log', '  raw/in.csv  1.50 kB',
	]);
});

t.test('nothing is said as such, and as long as it is not known, why', async t => {
	t.strictSame(render({found: nothing, isLooking: false}), ['Wrote', '  nothing', 'Read, by its arguments and its log', '  nothing']);
	t.strictSame(render({isLooking: true}), ['Files', '  looking ...']);
	t.strictSame(render({isLooking: false}), ['Files', '  not looked for yet']);
	t.strictSame(render({isLooking: false, problem: 'S3 is away.'}), ['Files', '  S3 is away.']);
});

t.test('many files, and long keys on a narrow screen', async t => {
	const found = {...nothing, files: Array.from({length: 30}, (_, index) => toFile(`data/${'long'.repeat(20)}-${index}.csv`, ['a', 'b'], 'time'))};
	for (const columns of [24, 40]) {
		const lines = render({found, isLooking: false}, columns);
		t.equal(lines.length, 24);
		t.equal(lines[21], '  and 10 more');
		t.ok(lines.every(line => line.startsWith('Read') || cellWidth(line) < columns), lines.join('\n'));
	}
});
