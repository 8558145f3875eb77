import t from 'tap';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {listFiles, type ListFilesOptions} from '../../../source/run/files/list-files.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createTinyDocument} from '../../support/core/tiny-workflow.js';

const at = 1_700_000_000_123;
const invocation = {workflowName: 'Tiny', timestamp: '2026-11-23T04-00-00', id: 'one-two-three'};
const folder = `FaaSrLog/Tiny/${invocation.timestamp}/${invocation.id}`;
const put = '[INFO] [faasr_server.py] Processing request: faasr_put_file';

const inFolder: Readonly<Record<string, unknown>> = {folder: 'data'};

const start = (values = inFolder) => {
	const plain = createTinyDocument({a: ['b'], b: []});
	const document: WorkflowDocument = {
		...plain,
		ActionList: Object.fromEntries(Object.entries(plain.ActionList).map(([name, action]) => [name, {...action, Arguments: values}])),
		DataStores: {Other: plain.DataStores['S3']!, S3: plain.DataStores['S3']!},
	};
	const {workflow} = parseWorkflow(JSON.stringify(document));
	const buckets = new Map(['S3', 'Other'].map(name => [name, createInMemoryBucket(name)]));
	const [bucket, other] = [buckets.get('S3')!, buckets.get('Other')!];
	bucket.put(`${folder}/a.txt`, `[2] ${put}\n[3] [INFO] [faasr_server.py] Processing request: faasr_log\n[5] ${put}\n`, {at});
	bucket.put(`${folder}/b.txt`, `[1] ${put}\n[9] [DEBUG] [faasr_entry.py] Finished execution of b with result None\n`, {at: at + 20_000});
	bucket.put(`${folder}/function_completions/b.done`, 'True', {at: at + 21_000});
	const list = async (more: Partial<ListFilesOptions> = {}) => {
		const {files, reads: _, ...rest} = await listFiles({
			workflow: workflow!, invocation, clock: createVirtualClock(), cloud: {logBucket: bucket, doneBucket: bucket, openStore: name => buckets.get(name)!}, ...more,
		});
		return {...rest, files: files.map(({store, key, nodes, sureness}) => `${store}/${key} ${nodes.join(' or ')} ${sureness}`)};
	};

	return {bucket, other, list};
};

t.test('files of every store below the prefixes, whose they are, and nothing else', async t => {
	const {bucket, other, list} = start();
	bucket.put('data/first.csv', '1', {at: at - 2500});
	bucket.put('data/second.csv', '1', {at: at + 12_100});
	bucket.put('data/old.csv', '1', {at: at - 100_000});
	bucket.put('elsewhere/x.csv', '1', {at: at - 2500});
	other.put('data/last.csv', '1', {at: at + 22_900});
	t.strictSame(await list(), {
		files: ['S3/data/first.csv a request', 'S3/data/second.csv b request', 'Other/data/last.csv b time'],
		prefixes: ['data/', 'one-two-three'], stores: ['S3', 'Other'], notes: [],
	});
	t.match(await list({morePrefixes: ['elsewhere/', 'data/']}), {files: {length: 4}, prefixes: ['data/', 'one-two-three', 'elsewhere/']});
});

t.test('what a node asked for, written by this run or not', async t => {
	const {bucket} = start();
	const document = createTinyDocument({a: ['b'], b: []});
	const values: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {a: {folder: 'data', output: 'first.csv'}, b: {folder: 'data', input1: 'first.csv', input2: 'raw.csv'}};
	const {workflow} = parseWorkflow(JSON.stringify({
		...document, ActionList: Object.fromEntries(Object.entries(document.ActionList).map(([name, action]) => [name, {...action, Arguments: values[name]!}])),
	}));
	bucket.put(`${folder}/b.txt`, '[1] [INFO] [faasr_server.py] Processing request: faasr_get_file\n[9] [DEBUG] [faasr_entry.py] Finished execution of b with result None\n', {at: at + 20_000});
	bucket.put('data/first.csv', '1', {at: at - 2500});
	bucket.put('data/raw.csv', '1', {at: at - 100_000});
	bucket.put('data/other.csv', '1', {at: at - 100_000});
	const {files, reads} = await listFiles({workflow: workflow!, invocation, clock: createVirtualClock(), cloud: {logBucket: bucket, doneBucket: bucket}});
	t.strictSame(files.map(({key}) => key), ['data/first.csv']);
	t.strictSame(reads.map(({key, readers}) => [key, readers]), [['data/first.csv', ['b']], ['data/raw.csv', ['b']]]);
});

t.test('of too many objects the first are looked at, and a sentence says so', async t => {
	const {bucket, list} = start();
	for (const name of ['1', '2', '3']) {
		bucket.put(`data/${name}`, '', {at});
	}

	t.match(await list({objectLimit: 3}), {files: {length: 3}, notes: []});
	t.match(await list({objectLimit: 2}), {files: {length: 2}, notes: ['Only the first 2 objects below "data/" in data store S3, and those whose keys go on with the InvocationID, were looked at.']});
	bucket.put(`data/${invocation.id}/own`, '', {at});
	t.match(await list({objectLimit: 2}), {files: {length: 3}, notes: {length: 1}});
	t.match(await list({objectLimit: 2, morePrefixes: ['']}), {notes: [/"data\/"/u, /below the whole bucket in data store S3,/u]});
});

t.test('a store that cannot be listed is a note, the default one an error', async t => {
	const {bucket, other, list} = start();
	bucket.put('data/first.csv', '1', {at});
	other.failNext(new Error('gone'), 9);
	t.match(await list(), {files: {length: 1}, notes: ['Data store Other was not looked at: gone']});
	bucket.failNext(new Error('gone'));
	await t.rejects(list(), {message: 'gone'});
});

t.test('prefixes beyond the limit are told', async t => {
	const {list} = start({names: Array.from({length: 210}, (_, index) => `name${1000 + index}`)});
	t.match((await list()).notes, ['The arguments name 11 more prefixes, which were not looked at.']);
});

t.test('a cloud that cannot open a store, and a log without a time', async t => {
	const {bucket, list} = start();
	const timeless: typeof bucket = {...bucket, list: async (prefix, options) => (await bucket.list(prefix, options)).map(({modifiedAt: _, ...object}) => object)};
	bucket.put(`data/${invocation.id}/x`, '', {at});
	t.match(await list({cloud: {logBucket: timeless, doneBucket: timeless}}), {files: [`S3/data/${invocation.id}/x  id`], stores: ['S3', 'Other'], notes: []});
});

t.test('markers in a store of their own; a cloud that opens only its two buckets', async t => {
	const {bucket, other, list} = start();
	other.put(`${folder}/function_completions/b.done`, 'True', {at: at + 40_000});
	bucket.put('data/late.csv', '1', {at: at + 39_000});
	const {files} = await list({cloud: {logBucket: bucket, doneBucket: other}});
	t.strictSame(files, ['S3/data/late.csv b time']);
});
