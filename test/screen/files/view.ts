import t, {type Test} from 'tap';
import {cellWidth} from '../../../source/screen/frame/text/cell-width.js';
import {createFakeFileTools, type FakeFiles} from '../../support/screen/create-file-tools.js';
import {openApp, type OpenOptions, running} from '../open-app.js';
import {type FrameSize, keys} from '../render-frame.js';

const contents = {
	'data/run-1/mean.csv': 'week,mean\n1,16.13\n2,9\n',
	'data/run-1/plots/map.json': '{"a": [1, 2], "b": {}}',
	'data/run-1/README.md': '# Results\n\nsome **bold** words\n',
	'data/run-1/model.parquet': 'PAR1\0',
};

const open = async (t: Test, files?: FakeFiles, options: OpenOptions = {}) => {
	const tools = createFakeFileTools(files ?? {contents});
	const app = openApp(t, {state: {...running, outcome: 'COMPLETED'}, ...options, props: {fileTools: tools, ...options.props}});
	await app.press('6');
	await app.settle();
	return {...app, tools};
};

/** Lines without what is at their ends. */
const getLines = (frame: string): readonly string[] => frame.split('\n').map(line => line.trimEnd());

t.test('6 shows whose the files are, and their sizes and times, in their folders', async t => {
	const {lastFrame, tools} = await open(t);
	t.strictSame(getLines(lastFrame()).slice(2, 9), [
		'▶ FILES 4 80 B ─────────────────────────────────────────────────────────────────',
		'  ▾ data/run-1/                                       4 files     80 B',
		'    ▾ plots/                                          1 file      22 B',
		'▶     map.json                                        compute     22 B  14:02:12',
		'    mean.csv                                          load        22 B  14:02:11',
		'    README.md                                         plot        31 B  14:02:13',
		'    model.parquet                                     load         5 B  14:02:14',
	]);
	t.strictSame(tools.asked, ['list']);
});

const sizes: ReadonlyArray<[size: FrameSize, row: RegExp]> = [
	[{columns: 80, rows: 24}, /^ {4}mean\.csv +load +22 B {2}14:02:11$/u],
	[{columns: 160, rows: 50}, /^ {4}mean\.csv {100,}load +22 B {2}14:02:11$/u],
	[{columns: 40, rows: 10}, /^ {4}mean\.csv +load +22 B$/u],
	[{columns: 28, rows: 10}, /^ {4}mean\.csv +22 B$/u],
];

for (const [size, row] of sizes) {
	t.test(`at ${size.columns}x${size.rows} every line fits, and the columns that matter stay`, async t => {
		const {lastFrame, press} = await open(t, {contents}, {size});
		const lines = getLines(lastFrame());
		t.equal(lines.length, size.rows);
		t.ok(lines.every(line => cellWidth(line) <= size.columns));
		t.ok(lines.some(line => row.test(line)), lastFrame());
		await press('j', keys.enter);
		const shown = getLines(lastFrame());
		t.equal(shown.length, size.rows);
		t.ok(shown.every(line => cellWidth(line) <= size.columns));
		t.ok(shown.includes(' week   mean') && shown.includes('    1  16.13') && shown.includes('    2      9'), lastFrame());
	});
}

t.test('Enter shows what is in a file, Esc goes back to the list', async t => {
	const {lastFrame, press} = await open(t);
	await press(keys.enter);
	t.strictSame(getLines(lastFrame()).slice(2, 10), ['▶ FILE data/run-1/plots/map.json ───────────────────────────────────────────────', ' JSON, 22 B', '', ' {', '   "a": [1, 2],', '   "b": {}', ' }', '']);
	await press(keys.escape, 'j', 'j', keys.enter);
	t.match(getLines(lastFrame()), [/./u, /./u, /README/u, ' Markdown, 31 B', '', ' Results', '', ' some bold words']);
	await press('q', 'j', keys.enter);
	t.match(getLines(lastFrame()).slice(3, 5), [' Parquet, 5 B', ' It is not shown here.']);
	await press(keys.escape);
	t.match(lastFrame(), /▶ FILES 4/u);
});

t.test('folders are closed and opened, and gone to from what is in them', async t => {
	const {lastFrame, press} = await open(t);
	await press('h');
	t.match(lastFrame(), /^▶ +▾ plots\//mu, 'to its folder');
	await press('h');
	t.match(lastFrame(), /^▶ +▸ plots\//mu);
	t.notMatch(lastFrame(), /map\.json/u);
	await press(keys.enter);
	t.match(lastFrame(), /map\.json/u);
	await press('l');
	t.match(lastFrame(), /^▶ +map\.json/mu);
	await press('g', 'h', 'l', 'l');
	t.match(lastFrame(), /^▶ +▾ plots\//mu, 'opened again, then into it');
	await press('G');
	t.match(lastFrame(), /^▶ +model\.parquet/mu);
});

t.test('/ filters while it is typed, Esc shows all again', async t => {
	const {lastFrame, press} = await open(t);
	await press('/', 'csv');
	t.match(lastFrame(), /FILES 1\/4 22 B \/csv/u);
	t.match(lastFrame(), /^▶ data\/run-1\/mean\.csv/mu);
	await press(keys.enter, '/', ' !csv', keys.enter);
	t.match(lastFrame(), /No file matches csv !csv\. Esc shows all\./u);
	await press(keys.escape);
	t.match(lastFrame(), /FILES 4 /u);
	await press('/', 'x', keys.escape);
	t.match(lastFrame(), /FILES 4 /u);
});

t.test('c copies the address of a file, or of a folder; ctrl+s saves, o opens, D saves all that are listed', async t => {
	const {lastFrame, press, copied, tools} = await open(t);
	await press('c', 'g', 'c');
	t.match(copied, [/^s3:\/\/[^/]+\/data\/run-1\/plots\/map\.json$/u, /^s3:\/\/[^/]+\/data\/run-1\/$/u]);
	t.match(lastFrame(), /Its address, sent to the clipboard: s3:\/\//u);
	await press(keys.ctrl('s'));
	t.match(lastFrame(), /No file is under the cursor\./u);
	await press('j', 'j', keys.ctrl('s'));
	t.match(lastFrame(), /save as: map\.json/u);
	await press(keys.ctrl('u'), 'x.json', keys.enter);
	t.match(lastFrame(), /Saved \/home\/me\/x\.json\./u);
	await press('o');
	t.match(lastFrame(), /Opening data\/run-1\/plots\/map\.json/u);
	await press('/', 'm !map', keys.enter, 'D');
	t.match(lastFrame(), /save into folder: tutorial-7046226e/u);
	await press(keys.enter);
	t.match(lastFrame(), /Saved 3 files, 58 B, in \/home\/me\/tutorial-7046226e\./u);
	await press(keys.enter, keys.ctrl('s'), keys.enter, 'c', 'o');
	t.strictSame(tools.asked.slice(1), [
		'save data/run-1/plots/map.json as x.json', 'open data/run-1/plots/map.json', 'save data/run-1/mean.csv data/run-1/README.md data/run-1/model.parquet into tutorial-7046226e',
		'read data/run-1/mean.csv', 'save data/run-1/mean.csv as mean.csv', 'open data/run-1/mean.csv',
	], 'the last ones where it is looked at');
	t.match(copied.at(-1), /mean\.csv$/u);
});

t.test('what cannot be done is a sentence', async t => {
	const failing = async () => {
		throw new Error('S3 is away.');
	};

	const {lastFrame, press} = await open(t, {contents, changes: {read: failing, save: failing, open: async () => false}});
	await press(keys.enter);
	t.match(lastFrame(), /^ S3 is away\./mu);
	await press('o');
	t.match(lastFrame(), /No program can be started here to show it: ctrl\+s saves it\./u);
	await press(keys.escape, keys.ctrl('s'), keys.enter);
	t.match(lastFrame(), /S3 is away\./u);
});

t.test('nothing to show is said with the reason', async t => {
	const cases: ReadonlyArray<[files: FakeFiles, options: OpenOptions, expected: RegExp]> = [
		[{contents: {}}, {}, /No file was written below data\/ in data store S3\. "faasr-tui files --prefix"/u],
		[{contents: {}, more: {prefixes: []}}, {}, /No argument of the document says where its functions write\./u],
		[{contents, changes: {async list() {
			throw new Error('S3 is away.');
		}}}, {}, /S3 is away\./u],
		[{contents, changes: {list: async () => new Promise<never>(() => {
			// It never ends.
		})}}, {}, /Looking for files \.\.\./u],
		[{contents}, {state: {}}, /Nothing has run yet: t triggers the workflow\./u],
		[{contents}, {props: {fileTools: undefined}}, /Not available in a replay\./u],
	];
	for (const [files, options, expected] of cases) {
		const {lastFrame, press, tools} = await open(t, files, options);
		t.match(lastFrame(), expected);
		await press('c', 'o', keys.ctrl('s'), 'D', keys.enter, 'j', 'h', 'l');
		t.notMatch(tools.asked, [/save|open/u]);
	}
});

t.test('a store that was not looked at is told below the files', async t => {
	const {lastFrame} = await open(t, {contents: {a: 'x'}, more: {notes: ['Data store Other was not looked at: gone']}});
	t.match(lastFrame(), /^ ⚠ Data store Other was not looked at: gone/mu);
});

t.test('the run is looked at again when it ends, and when 6 is pressed again, not all the time', async t => {
	const {lastFrame, press, store, settle, tools} = await open(t, {contents}, {state: running});
	t.match(lastFrame(), /as of \d\d:\d\d:\d\d, 6 looks again/u);
	store.setState({...running, nodes: {}});
	await settle();
	await press('1', '6');
	t.strictSame(tools.asked, ['list']);
	await press('6');
	t.strictSame(tools.asked, ['list', 'list']);
	store.setState({...running, outcome: 'COMPLETED'});
	await settle();
	t.strictSame(tools.asked, ['list', 'list', 'list']);
	t.notMatch(lastFrame(), /looks again/u);
});

t.test('a store that is away is not asked again and again', async t => {
	const asked: string[] = [];
	const {settle} = await open(t, {contents, changes: {async list() {
		asked.push('list');
		throw new Error('away');
	}}});
	await settle();
	await settle();
	t.strictSame(asked, ['list']);
});

t.test('a wide table is moved column by column, a long line by pieces, not beyond their ends', async t => {
	const names = Array.from({length: 40}, (_, index) => `column${index}`);
	const {lastFrame, press} = await open(t, {contents: {'wide.csv': `${names.join(',')}\n${names.map((_, index) => index).join(',')}\n`, 'x.txt': `${'0123456789'.repeat(20)}\nshort\n`}});
	await press(keys.enter);
	t.match(lastFrame(), /^ column0 {2}column1 /mu);
	await press('l', 'l');
	t.match(lastFrame(), /^ column2 {2}column3 /mu);
	await press(...Array.from({length: 60}, () => 'l'));
	t.match(lastFrame(), /^ column39$/mu);
	await press(...Array.from({length: 60}, () => 'h'));
	t.match(lastFrame(), /^ column0 /mu);
	await press(keys.escape, 'j', keys.enter, 'l');
	t.match(lastFrame(), /^ 6789012345/mu);
});

t.test('what is read of a file that is not looked at any more is dropped', async t => {
	const release: Array<() => void> = [];
	const {lastFrame, press, settle, tools} = await open(t, {contents: {'a.txt': 'first', 'b.txt': 'second'}, changes: {async read(file) {
		await new Promise<void>(resolve => {
			release.push(resolve);
		});
		return {preview: {kind: 'text', lines: [`text of ${file.key}`], type: 'text', isCut: false}, bytes: new Uint8Array(0)};
	}}});
	t.ok(tools);
	await press(keys.enter);
	t.match(lastFrame(), /^ Reading \.\.\./mu);
	await press(keys.escape, 'j', keys.enter);
	release[1]!();
	await settle();
	t.match(lastFrame(), /text of b\.txt/u);
	release[0]!();
	await settle();
	t.match(lastFrame(), /text of b\.txt/u);
});

t.test('secrets are masked in what is shown', async t => {
	const {lastFrame, press} = await open(t, {contents: {'a.csv': 'key,value\nhunter2,1\n', 'b.md': '# hunter2 **hunter2**\n'}}, {props: {cleanText: (text: string) => text.replaceAll('hunter2', '***')}});
	await press(keys.enter);
	t.match(lastFrame(), /^ \*\*\* {2,}1$/mu);
	await press(keys.escape, 'j', keys.enter);
	t.match(lastFrame(), /^ \*\*\* \*\*\*$/mu);
	t.notMatch(lastFrame(), /hunter2/u);
});

t.test('the page of a node lists what it wrote and read, once it has begun', async t => {
	const tools = createFakeFileTools({contents, getNodes: () => ['load']});
	const log = {sizeBytes: 1, attempts: 1, seconds: 1, invoked: {}, hasNoTriggers: true, warnings: []};
	const app = openApp(t, {state: {...running, nodes: {load: {status: 'COMPLETED', log}}}, actionNames: ['load', 'plot'], size: {columns: 80, rows: 40}, props: {fileTools: tools}});
	await app.press('i');
	await app.settle();
	t.strictSame(tools.asked, ['list']);
	t.match(app.lastFrame(), /^ Wrote\n {2}data\/run-1\/mean\.csv {2}22 B\n/mu);
	await app.press(keys.escape, 'j', 'i');
	t.notMatch(app.lastFrame(), /Wrote/u);
});

const saveInto = /^save .* into tutorial-7046226e$/u;

t.test('leaving a run whose files would be deleted asks, and keeps them', async t => {
	const {lastFrame, press, intents, tools, settle} = await open(t, undefined, {props: {losesFiles: true}});
	await press('1', 'q');
	await settle();
	t.strictSame(intents, []);
	t.match(lastFrame(), /4 FILES \(80 B\) WOULD BE DELETED WITH THE LOCAL CLOUD/u);
	t.match(lastFrame(), /y Keep +save into tutorial-7046226e, then leave/u);
	await press(keys.escape);
	t.match(lastFrame(), /NODES/u, 'Esc stays');
	await press('q', 'y');
	await settle();
	t.strictSame(intents, ['quit']);
	t.match(tools.asked, ['list', saveInto]);
});

t.test('leaving asks nothing where nothing is lost, and lets nobody wait', async t => {
	const cases: ReadonlyArray<[title: string, files: FakeFiles | undefined, options: OpenOptions, presses: readonly string[]]> = [
		['files stay', undefined, {}, ['q']],
		['they are deleted on purpose', undefined, {props: {losesFiles: true}}, ['q', 'n']],
		['there are none', {contents: {}}, {props: {losesFiles: true}}, ['q']],
		['all are saved', undefined, {props: {losesFiles: true}}, ['D', keys.enter, 'q']],
		['nothing has run', undefined, {state: {}, props: {losesFiles: true}}, ['q']],
		['they cannot be listed', {contents, changes: {async list() {
			throw new Error('away');
		}}}, {props: {losesFiles: true}}, ['q']],
		['it takes too long', {contents, changes: {list: async () => new Promise<never>(() => {
			// It never ends.
		})}}, {props: {losesFiles: true}}, ['q', 'q']],
	];
	for (const [title, files, options, presses] of cases) {
		const {press, intents, settle} = await open(t, files, options);
		await press(...presses);
		await settle();
		t.strictSame(intents, ['quit'], title);
	}
});

t.test('files that cannot be saved keep the screen', async t => {
	const {lastFrame, press, intents, settle} = await open(t, {contents, changes: {async saveAll() {
		throw new Error('No room.');
	}}}, {props: {losesFiles: true}});
	await press('q', keys.enter);
	await settle();
	t.strictSame(intents, []);
	t.match(lastFrame(), /No room\./u);
	await press('q', 'n');
	t.strictSame(intents, ['quit']);
});

t.test('of a run at work both are asked', async t => {
	const {lastFrame, press, intents, settle} = await open(t, undefined, {state: running, props: {losesFiles: true}});
	await press('q');
	t.match(lastFrame(), /Quit\? The run ends with it\. y\/n/u);
	await press('y');
	await settle();
	t.match(lastFrame(), /WOULD BE DELETED/u);
	await press('n');
	t.strictSame(intents, ['quit']);
});

t.test('help names 6 and what the keys do in the files', async t => {
	const {lastFrame, press} = await open(t, {contents}, {size: {columns: 100, rows: 80}});
	await press('?');
	t.match(lastFrame(), /6 +files that the run wrote; press again to look again/u);
	t.match(lastFrame(), /D +save all files that are listed into a folder/u);
	await press(keys.escape);
	t.match(lastFrame(), /enter look/u);
});
