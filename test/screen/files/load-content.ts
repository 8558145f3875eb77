import t from 'tap';
import {createPreview} from '../../../source/core/preview/create-preview.js';
import {loadContent} from '../../../source/screen/files/load-content.js';
import {type FilesAction} from '../../../source/screen/files/state.js';
import {packPicture} from '../../../source/screen/picture/pack-picture.js';
import {createPng} from '../../support/create-png.js';
import {createFakeFileTools, type FakeFiles} from '../../support/screen/create-file-tools.js';

const twoPixels = createPng({width: 2, height: 1, depth: 8, color: 2, rows: [0, 255, 0, 0, 0, 0, 255]});
// The head says what it is; nothing after it can be read.
const broken = twoPixels.slice(0, -20);

/** What is told of the first file. */
const load = async (files: FakeFiles, hasGraphics = false): Promise<readonly FilesAction[]> => {
	const fileTools = createFakeFileTools(files);
	const told: FilesAction[] = [];
	await loadContent({fileTools, cleanText: text => text.replaceAll('secret', '***'), graphics: hasGraphics ? 'kitty' : undefined}, fileTools.found.files[0]!, 7, action => {
		told.push(action);
	});
	return told;
};

t.test('a text is shown as it was read', async t => {
	t.strictSame(await load({contents: {'x.txt': 'hello'}}), [{
		type: 'show', number: 7, content: {preview: createPreview({key: 'x.txt', bytes: new TextEncoder().encode('hello'), sizeBytes: 5})},
	}]);
});

t.test('of a picture the pixels are shown, and packed only for a terminal that takes pictures', async t => {
	const [plain] = await load({contents: {'x.png': twoPixels}});
	t.match(plain, {type: 'show', number: 7, content: {preview: {kind: 'picture', width: 2, height: 1}, pixels: {width: 2, height: 1}}});
	t.ok(plain?.type === 'show' && plain.content.pack === undefined);
	t.strictSame(plain?.type === 'show' && [...plain.content.pixels!.rgb], [255, 0, 0, 0, 0, 255]);
	const [packed] = await load({contents: {'x.png': twoPixels}}, true);
	t.ok(packed?.type === 'show' && packed.content.pack === packPicture && packed.content.pixels?.width === 2);
});

t.test('a broken picture is told as what it is, and nothing of it is shown', async t => {
	t.match(await load({contents: {'x.png': broken}}, true), [{type: 'show', number: 7, content: {preview: {kind: 'none', type: 'PNG picture', problem: /^The picture cannot be shown: /u}, pixels: undefined, pack: undefined}}]);
});

t.test('what cannot be read is one sentence, cleaned', async t => {
	t.match(await load({contents: {'x.txt': 'hello'}, changes: {async read() {
		throw new Error('The store says no to secret.');
	}}}), [{type: 'break', number: 7, problem: /says no to \*{3}/u}]);
});

t.test('a replay has no files to read', async t => {
	const told: FilesAction[] = [];
	await loadContent({cleanText: text => text}, {store: 'S3', key: 'x', sizeBytes: 1, etag: ''}, 1, action => {
		told.push(action);
	});
	t.strictSame(told, []);
});
