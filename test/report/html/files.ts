import {Buffer} from 'node:buffer';
import t from 'tap';
import {createPreview} from '../../../source/core/preview/create-preview.js';
import {type WrittenFile} from '../../../source/core/files/stored-file.js';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {attachReporters} from '../../../source/report/attach-reporters.js';
import {createHtmlReporter} from '../../../source/report/html/create-html-reporter.js';
import {type ReporterContext} from '../../../source/report/reporter.js';
import {type ReadFile, type ReadRunFiles} from '../../../source/run/files/read-run-files.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createMemoryOutput} from '../../support/memory-output.js';
import {createFakeFeed, createWorkflow} from '../../support/reporters/fake-feed.js';

const open = (readFiles: ReporterContext['readFiles']) => {
	const clock = createVirtualClock(1000);
	const output = createMemoryOutput();
	const {feed, trigger, change} = createFakeFeed(createWorkflow({a: []}), clock.now);
	const reporter = createHtmlReporter({
		store: feed.store, output, clock, mask: createMasker(['sesame-open']), cloudLabel: 'here', hasLogs: true, createToken: () => 'token', ...(readFiles && {readFiles}),
	});
	const reporters = attachReporters(feed, [reporter], clock);
	reporters.detach();
	trigger();
	change({outcome: 'COMPLETED', endedAt: clock.now()});
	return {
		clock,
		read: output.read,
		finish: async (left?: Promise<void>) => reporters.finish(getRunResult(feed.store.getSnapshot(), clock.now()), left),
	};
};

const createFile = (key: string, content = ''): ReadFile => {
	const bytes = new TextEncoder().encode(content);
	const file: WrittenFile = {store: 'S3', key, sizeBytes: bytes.length, etag: '', nodes: ['a'], sureness: 'request'};
	return {file, preview: createPreview({key, bytes, sizeBytes: bytes.length})};
};

const show = async (files: readonly ReadFile[], notes: readonly string[] = []): Promise<string> => {
	const {finish, read} = open(async () => ({files, notes}));
	await finish();
	return /<section id="files"[\s\S]*?<\/section>/.exec(read())?.[0] ?? '';
};

t.test('files stand in their folders with whose they are, texts and tables folded', async t => {
	const shown = await show([
		createFile('data/mean.csv', 'name,x\n<b>,1\nsesame-open,2\n'), createFile('data/note.txt', 'one <b>\nsesame-open'), createFile('data/deep/sum.json', '{"a":[1]}'), createFile('top.md', '# Head\n\n- a *b*\n\n`c`'),
	]);
	t.match(shown, '<h3>data/ <span class="dim">in S3</span></h3><details class="file"><summary><b>mean.csv</b> <span class="dim">27 B, CSV, a</span></summary>');
	t.match(shown, '<thead><tr><th scope="col">name</th><th scope="col" class="number">x</th></tr></thead><tbody><tr><td>&lt;b&gt;</td><td class="number">1</td></tr><tr><td>***</td><td class="number">2</td></tr></tbody>');
	t.match(shown, '<pre>one &lt;b&gt;\n***</pre>');
	t.match(shown, '<h3>data/deep/ ');
	t.match(shown, '<pre>{\n  &quot;a&quot;: [');
	t.match(shown, /<h3>At the top [\s\S]*<div class="md-heading">Head<\/div>[\s\S]*<div class="md-item">- a <em>b<\/em><\/div>[\s\S]*<code>c<\/code>/);
});

t.test('a picture is in the page and open; a drawing that is text has its secrets masked', async t => {
	const picture = new Uint8Array([1, 2, 3]);
	const png: ReadFile = {...createFile('plot.png'), preview: {kind: 'picture', format: 'png', type: 'PNG picture', width: 480, height: 240, isCut: false}, picture};
	const {picture: _, ...large} = png;
	const shown = await show([png, {...large, file: {...large.file, key: 'large.png'}}, createFile('map.svg', '<svg><script>sesame-open</script></svg>')]);
	t.match(shown, '<details class="file" open=""><summary><b>plot.png</b> <span class="dim">0 B, PNG picture, 480 × 240, a</span></summary><img src="data:image/png;base64,AQID" alt="The picture plot.png"/></details>');
	t.match(shown, '<b>large.png</b> <span class="dim">0 B, PNG picture, 480 × 240, a</span></summary><p class="dim">The picture is too large for this page.</p>');
	const [, drawing = ''] = /data:image\/svg\+xml;base64,([\w+/=]+)/.exec(shown) ?? [];
	t.equal(Buffer.from(drawing, 'base64').toString(), '<svg><script>***</script></svg>');
});

t.test('what cannot be shown has a line with the reason, what was not read one without', async t => {
	const shown = await show([
		{file: createFile('broken.txt').file, failure: 'It is <gone>.'}, {file: createFile('unread.txt').file}, createFile('table.parquet', 'PAR1'), createFile('bad.json', '{'),
	], ['Data store <X> was not looked at: sesame-open.']);
	t.match(shown, '<p class="note">Data store &lt;X&gt; was not looked at: ***.</p>');
	t.match(shown, '<p class="file"><b>broken.txt</b> <span class="dim">0 B, a</span><span class="SKIPPED"> It is &lt;gone&gt;.</span></p><p class="file"><b>unread.txt</b> <span class="dim">0 B, a</span></p>');
	t.match(shown, '<p class="file"><b>table.parquet</b> <span class="dim">4 B, Parquet, a</span></p>');
	t.match(shown, /<b>bad\.json<\/b> [\s\S]*<span class="SKIPPED"> [^<]+<\/span>/);
});

t.test('of large files and of many the beginning is shown, and that is said', async t => {
	const lines = (count: number): string => Array.from({length: count}, (_, index) => `${index},1`).join('\n');
	const shown = await show([createFile('long.txt', lines(201)), createFile('wide.txt', `${'x'.repeat(1900)}\n`.repeat(20)), createFile('long.csv', `a,b\n${lines(300)}`), createFile('short.txt', lines(200))]);
	t.equal(shown.match(/Only its beginning is shown\./g)?.length, 3);
	t.ok(shown.length < 60_000, `${shown.length} characters`);
	const many = await show(Array.from({length: 1002}, (_, index) => ({file: createFile(`${index}.txt`).file})));
	t.match(many, '2 more files are left out; &quot;faasr-tui files&quot; lists them.');
});

t.test('a run without files has no such part, nor has a recording', async t => {
	t.equal(await show([]), '');
	const {finish, read} = open(undefined);
	void finish();
	t.notMatch(read(), 'id="files"');
	t.match(read(), '<main>', 'nothing is waited for');
});

const waitFor = async (signal: AbortSignal): Promise<ReadRunFiles> => new Promise(resolve => {
	signal.addEventListener('abort', () => {
		resolve({files: [], notes: [`Not read: ${(signal.reason as Error).message}`]});
	});
});

t.test('the page waits 30 seconds for the files, and no longer', async t => {
	const {clock, finish, read} = open(waitFor);
	const finished = finish();
	await clock.advance(29_999);
	t.equal(read(), '');
	await clock.advance(1);
	await finished;
	t.match(read(), 'Not read: it takes longer than 30 seconds.');
	t.equal(clock.sleeperCount(), 0);
});

t.test('the page waits no longer when the user does not', async t => {
	const {clock, finish, read} = open(waitFor);
	await finish(Promise.resolve());
	t.match(read(), 'Not read: nobody waited for them.');
	t.equal(clock.sleeperCount(), 0, 'nothing is left behind');
});
