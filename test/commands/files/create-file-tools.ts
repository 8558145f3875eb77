import {type spawn} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import t, {type Test} from 'tap';
import {createFileTools} from '../../../source/commands/files/create-file-tools.js';
import {type WrittenFile} from '../../../source/core/files/stored-file.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {makeFolder} from '../../support/make-folder.js';
import {createFakeCloud, writeDocument} from '../../support/runner/fake-cloud.js';

const withScreen = {DISPLAY: ':0'};

/** What can be done with the files of a run in two stores, and a system whose programs are listed. */
const start = (t: Test, env: Readonly<Record<string, string>> = withScreen) => {
	const folder = makeFolder(t);
	const {cloud, bucket} = createFakeCloud();
	const second = createInMemoryBucket('Second');
	const clock = createVirtualClock();
	const runner = new WorkflowRunner({
		workflowFile: writeDocument(folder, {a: []}), cloud: {...cloud, openStore: name => name === 'Second' ? second : bucket}, clock,
	});
	const started: Array<{readonly command: string; readonly file: string; readonly content: string; readonly env: unknown}> = [];
	const start = (command: string, args: readonly string[], {env}: {readonly env: unknown}) => {
		const file = args.at(-1)!;
		started.push({command, file, content: fs.readFileSync(file, 'utf8'), env});
		return {
			unref: () => undefined,
			once(event: string, listener: () => void) {
				if (event === 'spawn') {
					queueMicrotask(listener);
				}
			},
		};
	};

	const home = path.join(folder, 'here');
	fs.mkdirSync(home);
	const tools = createFileTools({
		runner, clock, env, programEnv: {HOME: '/home/me'}, folder: home, spawn: start as unknown as typeof spawn,
	});
	t.teardown(async () => {
		await tools.close();
		await runner.cleanup();
	});
	const put = async (key: string, content: string, store: 'S3' | 'Second' = 'S3'): Promise<WrittenFile> => {
		const its = store === 'S3' ? bucket : second;
		its.put(key, content);
		const object = (await its.list(key)).find(one => one.key === key)!;
		return {store, ...object, nodes: ['a'], sureness: 'request'};
	};

	return {tools, runner, home, bucket, started, put, read: (name: string): string => fs.readFileSync(path.join(home, name), 'utf8')};
};

t.test('before a run there are no files to look for', async t => {
	const {tools} = start(t);
	await t.rejects(tools.list(), {code: 'usage', message: 'Nothing has run yet.'});
});

t.test('the files of the run that the screen shows are listed', async t => {
	const {tools, runner, put} = start(t);
	const {id} = await runner.triggerWorkflow();
	await put(`${id}/mean.csv`, 'x');
	await put('somebody/elses.csv', 'x');
	t.match(await tools.list(), {files: [{store: 'S3', key: `${id}/mean.csv`}], prefixes: [id], stores: ['S3']});
	t.equal((await tools.list()).files.length, 1);
});

t.test('a file is read from its own store', async t => {
	const {tools, put} = start(t);
	const files = [await put('data/x.txt', 'first'), await put('data/x.txt', 'other', 'Second')];
	const texts = [];
	for (const file of files) {
		texts.push(new TextDecoder().decode((await tools.read(file)).bytes));
	}

	t.strictSame(texts, ['first', 'other']);
});

t.test('a file is saved below the current folder, and not written again where it is the same', async t => {
	const {tools, home, bucket, put, read} = start(t);
	const file = await put('data/mean.csv', 'week,mean\n');
	const target = path.join(home, 'out/mine.csv');
	t.equal(await tools.save(file, 'out/mine.csv'), target);
	t.equal(read('out/mine.csv'), 'week,mean\n');
	const {readCount} = bucket;
	t.equal(await tools.save(file, 'out/mine.csv'), target);
	t.equal(bucket.readCount, readCount, 'it is there already');
});

t.test('a file that is there and differs is left alone', async t => {
	const {tools, home, put, read} = start(t);
	fs.writeFileSync(path.join(home, 'mean.csv'), 'my own');
	await t.rejects(tools.save(await put('data/mean.csv', 'week,mean\n'), 'mean.csv'), {
		code: 'usage', message: `${path.join(home, 'mean.csv')} is there already, and different, so nothing was written.`, hint: 'Save under another name.',
	});
	t.equal(read('mean.csv'), 'my own');
});

t.test('nothing is saved through a link of the current folder that leads out of it', async t => {
	const {tools, home, put} = start(t);
	const outside = path.join(home, '../outside');
	fs.mkdirSync(outside);
	fs.symlinkSync(outside, path.join(home, 'link'));
	const file = await put('data/mean.csv', 'x');
	await t.rejects(tools.save(file, 'link/mean.csv'), {code: 'usage', message: /link is a link out of this folder/u});
	await t.rejects(tools.saveAll([file], 'link', () => undefined), {code: 'usage', message: /link is a link out of this folder/u});
	t.strictSame(fs.readdirSync(outside), []);
	t.equal(tools.getSavedFolder(), undefined);
});

t.test('~ is the home folder', async t => {
	const {tools, home, put} = start(t);
	const target = path.join(home, '../elsewhere/mean.csv');
	t.equal(await tools.save(await put('data/mean.csv', 'x'), `~/${path.relative(os.homedir(), target)}`), target);
	t.equal(fs.readFileSync(target, 'utf8'), 'x');
});

t.test('all files are saved in their folders, each is counted, and those that are there are not fetched again', async t => {
	const {tools, home, bucket, put, read} = start(t);
	const files = [await put('data/mean.csv', 'first'), await put('more/sum.csv', 'second', 'Second')];
	const counts: number[] = [];
	const save = async () => tools.saveAll(files, 'results', count => {
		counts.push(count);
	});
	t.equal(await save(), path.join(home, 'results'));
	t.strictSame([read('results/data/mean.csv'), read('results/more/sum.csv')], ['first', 'second']);
	t.equal(tools.getSavedFolder(), path.join(home, 'results'));
	const {readCount} = bucket;
	await save();
	t.equal(bucket.readCount, readCount);
	t.strictSame(counts, [1, 2, 1, 2]);
});

t.test('where one of them differs, none is saved', async t => {
	const {tools, home, put, read} = start(t);
	const files = [await put('data/a.csv', 'first'), await put('data/b.csv', 'second')];
	fs.mkdirSync(path.join(home, 'results/data'), {recursive: true});
	fs.writeFileSync(path.join(home, 'results/data/b.csv'), 'my own');
	await t.rejects(tools.saveAll(files, 'results', () => undefined), {code: 'usage', message: /b\.csv is there already, and different\. Nothing was fetched\./u});
	t.strictSame(fs.readdirSync(path.join(home, 'results/data')), ['b.csv']);
	t.equal(read('results/data/b.csv'), 'my own');
	t.equal(tools.getSavedFolder(), undefined);
});

t.test('another program gets a copy of its own, without our environment, until the end', {skip: process.platform !== 'linux'}, async t => {
	const {tools, put, started} = start(t);
	const file = await put('data/../mean.csv', 'week,mean\n');
	t.equal(await tools.open(file), true);
	t.equal(await tools.open(file), true);
	t.match(started, [{command: 'xdg-open', content: 'week,mean\n', env: {HOME: '/home/me'}}, {command: 'xdg-open'}]);
	t.strictSame(started.map(one => path.basename(one.file)), ['mean.csv', 'mean.csv']);
	t.equal(new Set(started.map(one => path.dirname(one.file))).size, 2);
	await tools.close();
	t.strictSame(started.map(one => fs.existsSync(path.dirname(one.file))), [false, false]);
});

t.test('what may be a program is not even fetched', async t => {
	const {tools, bucket, put, started} = start(t);
	await t.rejects(tools.open(await put('data/run.sh', 'rm')), {
		code: 'usage', message: 'run.sh is not opened: by its name it may be a program.', hint: 'Save it and look at it first.',
	});
	t.strictSame([started.length, bucket.readCount], [0, 0]);
});

t.test('over SSH nothing is fetched or started', async t => {
	const {tools, bucket, put, started} = start(t, {...withScreen, SSH_CONNECTION: '10.0.0.1 22'});
	t.equal(await tools.open(await put('data/mean.csv', 'x')), false);
	t.strictSame([started.length, bucket.readCount], [0, 0]);
});
