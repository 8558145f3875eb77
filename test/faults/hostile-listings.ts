import t, {type Test} from 'tap';
import {type BucketObject} from '../../source/ports/bucket.js';
import {WorkflowRunner} from '../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../source/testing/virtual-clock.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../support/runner/fake-cloud.js';
import {hostileNames} from '../support/faults/hostile-values.js';
import {openOddBucket} from '../support/s3/start-odd-server.js';

t.setTimeout(240_000);

/** A run whose listings hold what a test adds to what is there. */
const openRun = (t: Test, edges: Parameters<typeof writeDocument>[1], addKeys: (prefix: string) => readonly string[]) => {
	const clock = createVirtualClock(Date.UTC(2026, 10, 23, 0, 7, 38));
	const fake = createFakeCloud();
	const read: string[] = [];
	const more = new Map<string, readonly BucketObject[]>();
	const bucket = {
		...fake.bucket,
		async list(prefix: string) {
			const added = more.get(prefix) ?? addKeys(prefix).map(key => ({key, sizeBytes: 100, etag: 'e', modifiedAt: 0}));
			more.set(prefix, added);
			return [...added, ...await fake.bucket.list(prefix)];
		},
		async read(key: string, options?: Parameters<typeof fake.bucket.read>[1]) {
			read.push(key);
			return fake.bucket.read(key, options);
		},
	};
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir({}), edges), cloud: {...fake.cloud, logBucket: bucket, doneBucket: bucket}, clock});
	t.teardown(async () => runner.cleanup());
	return {runner, fake, clock, read};
};

const chain = {a: ['b'], b: []};

t.test('keys outside the run\'s folder, with paths, of unknown actions and with hostile names are nobody\'s log and nobody\'s end', async t => {
	const {runner, fake, clock, read} = openRun(t, chain, prefix => [
		...['b.txt', 'function_completions/b.done'].flatMap(key => [
			key, `/${key}`, `../${key}`, `${prefix}../${key}`, `${prefix}./${key}`, `${prefix}//${key}`, `${prefix}x/${key}`, `${prefix.replace('Tiny', 'Other')}${key}`, `${'x'.repeat(prefix.length)}${key}`, `${prefix.toUpperCase()}${key}`,
			`${prefix}${key}\u0000`, `${prefix}${key}/`, `${prefix}${key}.bak`, `${prefix}\u200B${key}`, `${prefix}${encodeURIComponent(key)}%`,
		]),
		...hostileNames.flatMap(name => [`${prefix}${name}.txt`, `${prefix}function_completions/${name}.done`, `${prefix}${name}.candidate`, `${prefix}${name}/lock`, `${name}`]),
		...['b.1', 'b.0', 'b(1)', 'b.01', 'B', 'b '].map(name => `${prefix}function_completions/${name}.done`),
	]);
	await runner.triggerWorkflow();
	await clock.advance(3000);
	t.same(runner.getFunctionStatuses(), {a: 'INVOKED', b: 'PENDING'});
	t.same(read, [], 'nothing was even read');
	fake.write('a', finishLines('a', 'b'), true);
	await clock.advance(2000);
	t.same(runner.getFunctionStatuses(), {a: 'COMPLETED', b: 'INVOKED'});
	fake.write('b', [startLine, '[0.2] [ERROR] [executor.py] no', 'Stack (most recent call last):'], true);
	await clock.advance(2000);
	const {outcome, nodes} = await runner.result();
	t.equal(outcome, 'FAILED');
	t.same(nodes.map(({id, status}) => `${id} ${status}`), ['a COMPLETED', 'b FAILED']);
	t.same([...new Set(read.map(key => key.split('/').at(-1)))], ['a.txt', 'b.txt']);
});

t.test('a hundred thousand keys beside the run\'s own: the same verdict', async t => {
	const {runner, fake, clock} = openRun(t, chain, prefix => Array.from({length: 100_000}, (_, index) => index % 2 === 0 ? `${prefix}n${index}.txt` : `${prefix}function_completions/n${index}.done`));
	await runner.triggerWorkflow();
	fake.write('a', finishLines('a', 'b'), true);
	fake.write('b', finishLines('b'), true);
	await clock.advance(2000);
	t.equal((await runner.result()).outcome, 'COMPLETED');
});

t.test('actions named like what every object has run to their end', async t => {
	const edges = {constructor: ['toString', 'valueOf(2)'], toString: ['hasOwnProperty'], valueOf: ['hasOwnProperty'], hasOwnProperty: [{True: ['isPrototypeOf'], False: ['length']}], isPrototypeOf: [], length: []};
	const {runner, fake, clock} = openRun(t, edges, () => []);
	await runner.triggerWorkflow();
	fake.write('constructor', finishLines('constructor', 'toString', 'valueOf', 'valueOf'), true);
	for (const node of ['toString', 'valueOf(1)', 'valueOf(2)']) {
		fake.write(node, finishLines(node, 'hasOwnProperty'), node === 'toString');
	}

	fake.write('hasOwnProperty', finishLines('hasOwnProperty', 'isPrototypeOf').map(line => line.replace('None', 'True')), true);
	fake.write('isPrototypeOf', finishLines('isPrototypeOf'), true);
	await clock.advance(3000);
	const {outcome} = await runner.result();
	t.equal(outcome, 'COMPLETED');
	t.same(runner.getFunctionStatuses(), {
		constructor: 'COMPLETED', toString: 'COMPLETED', 'valueOf(1)': 'COMPLETED', 'valueOf(2)': 'COMPLETED', hasOwnProperty: 'COMPLETED', isPrototypeOf: 'COMPLETED', length: 'NOT_INVOKED',
	});
	t.same(Object.keys(Object.prototype), []);
});

const listing = (keys: readonly string[], encoding = '<EncodingType>url</EncodingType>'): string => `<?xml version="1.0"?><ListBucketResult><Name>b</Name><KeyCount>${keys.length}</KeyCount><IsTruncated>false</IsTruncated>${encoding}${keys.map(key => `<Contents><Key>${key}</Key><Size>1</Size><ETag>"e"</ETag></Contents>`).join('')}</ListBucketResult>`;

t.test('a listing over HTTP with keys that decode to nothing good is a listing', async t => {
	let answer = '';
	const {bucket} = await openOddBucket(t, (_request, response) => {
		response.setHeader('content-type', 'application/xml');
		response.end(answer);
	});
	const cases: ReadonlyArray<readonly [xml: string, keys: readonly string[]]> = [
		[listing(['p/a%2Eb', 'p/%E6%BC%A2', 'p/a+b']), ['p/a.b', 'p/漢', 'p/a b']],
		[listing(['p/100%', 'p/%ZZ', 'p/%ED%A0%80']), ['p/100%', 'p/%ZZ', 'p/%ED%A0%80']],
		[listing(['p/__proto__', 'p/constructor', '__proto__']), ['p/__proto__', 'p/constructor', '__proto__']],
		[listing(['p/..%2F..%2Fa', 'p/%1B%5B2J', 'p/&lt;&amp;']), ['p/../../a', 'p/\u001B[2J', 'p/<&']],
	];
	for (const [xml, keys] of cases) {
		answer = xml;
		t.same((await bucket.list('p/')).map(({key}) => key), keys);
	}
});
