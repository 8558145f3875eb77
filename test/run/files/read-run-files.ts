import t from 'tap';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {type Bucket} from '../../../source/ports/bucket.js';
import {readRunFiles} from '../../../source/run/files/read-run-files.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createTinyDocument} from '../../support/core/tiny-workflow.js';

const at = 1_700_000_000_123;
const invocation = {workflowName: 'Tiny', timestamp: '2026-11-23T04-00-00', id: 'one-two-three'};

/** The head of a PNG of 3 x 2 pixels, and so many bytes more. */
const createPng = (sizeBytes: number): Uint8Array => {
	const bytes = new Uint8Array(sizeBytes);
	bytes.set(Uint8Array.from('\u0089PNG\r\n\u001A\n\0\0\0\rIHDR\0\0\0\u0003\0\0\0\u0002', character => character.codePointAt(0)!));
	return bytes;
};

const start = () => {
	const document = createTinyDocument({a: []});
	const {workflow} = parseWorkflow(JSON.stringify({...document, ActionList: {a: {...document.ActionList['a']!, Arguments: {folder: 'data'}}}}));
	const bucket = createInMemoryBucket('S3');
	bucket.put(`FaaSrLog/Tiny/${invocation.timestamp}/${invocation.id}/a.txt`, '[9] [DEBUG] [faasr_entry.py] Finished execution of a with result None\n', {at});
	const asked: string[] = [];
	const read = async (through: Partial<Bucket> = {}, signal = new AbortController().signal) => {
		const used: Bucket = {...bucket, async read(key, options) {
			asked.push(key);
			return bucket.read(key, options);
		}, ...through};
		return readRunFiles({workflow: workflow!, invocation, clock: createVirtualClock(), cloud: {logBucket: used, doneBucket: used}, signal});
	};

	return {
		bucket, asked, read,
		put(name: string, content: string | Uint8Array): void {
			bucket.put(`data/${invocation.id}/${name}`, content, {at});
		},
		async show(...options: Parameters<typeof read>) {
			const {files, notes} = await read(...options);
			return [...files.map(({file: {key}, preview, picture, failure}) => [key.slice(`data/${invocation.id}/`.length), preview?.kind, picture?.length, failure].filter(part => part !== undefined).join(' ')), ...notes];
		},
	};
};

t.test('texts and tables are read, and pictures that are not too large', async t => {
	const {put, show} = start();
	put('mean.csv', 'x,y\n1,2\n');
	put('plot.png', createPng(500));
	put('raw.bin', new Uint8Array([0, 1, 2]));
	put('large.png', createPng(1_000_001));
	t.strictSame(await show(), ['large.png picture', 'mean.csv table', 'plot.png picture 500', 'raw.bin none']);
});

t.test('all pictures together have a limit, and the smallest come first', async t => {
	const {put, show} = start();
	for (const [index, size] of [900_000, 700_000, 600_000].entries()) {
		put(`${index}.png`, createPng(size));
	}

	t.strictSame(await show(), ['0.png picture', '1.png picture 700000', '2.png picture 600000']);
});

t.test('of very many files the pictures are read first, then the smallest; the others are listed', async t => {
	const {put, show} = start();
	for (let index = 100; index < 180; index++) {
		put(`${index}.txt`, 'x'.repeat(index));
	}

	put('z.png', createPng(500));
	const shown = await show();
	t.equal(shown.length, 81);
	t.strictSame([shown[0], shown[58], shown[59], shown[80]], ['100.txt text', '158.txt text', '159.txt', 'z.png picture 500']);
});

t.test('a file that cannot be read says why, and the others are shown', async t => {
	const {bucket, put, show} = start();
	put('a.txt', 'a');
	put('b.txt', 'b');
	const lines = await show({read: async (key, options) => key.endsWith('/a.txt') && key.startsWith('data/') ? undefined : bucket.read(key, options)});
	t.strictSame(lines, [`a.txt data/${invocation.id}/a.txt in data store S3 is not there any more.`, 'b.txt text']);
});

t.test('a bucket that does not answer is told, never thrown', async t => {
	const {show} = start();
	const list = async (): Promise<never> => {
		throw new FaasrTuiError('The bucket does not answer.', {code: 'unreachable', hint: 'Wait.'});
	};

	t.strictSame(await show({list}), ['The files of the run could not be read: The bucket does not answer.']);
});

t.test('when the time is over, what has been read is given', async t => {
	const {bucket, put, show} = start();
	put('a.txt', 'a');
	put('b.txt', 'bb');
	const over = new AbortController();
	const read: Bucket['read'] = async (key, options) => {
		if (!key.endsWith('/b.txt')) {
			return bucket.read(key, options);
		}

		// The others are read by then.
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		over.abort(new Error('it takes longer than 30 seconds.'));
		return new Promise(() => {
			// The bucket never answers.
		});
	};

	t.strictSame(await show({read}, over.signal), ['a.txt text', 'b.txt', 'Some files could not be read: it takes longer than 30 seconds.']);
	t.strictSame(await show({}, AbortSignal.abort(new Error('nobody waited for them.'))), ['The files of the run could not be read: nobody waited for them.']);
});
