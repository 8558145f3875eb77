import {Buffer} from 'node:buffer';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {createPreview} from '../../../source/core/preview/create-preview.js';
import {type WrittenFile} from '../../../source/core/files/stored-file.js';
import {type NodeState} from '../../../source/core/run/run-state.js';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {attachReporters} from '../../../source/report/attach-reporters.js';
import {createHtmlReporter} from '../../../source/report/html/create-html-reporter.js';
import {type ReadFile} from '../../../source/run/files/read-run-files.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {gh} from '../run-id.js';
import {createMemoryOutput} from '../memory-output.js';
import {createFakeFeed, createWorkflow} from '../reporters/fake-feed.js';

const beganAt = Date.UTC(2026, 10, 23, 14, 2, 11);

/** A PNG of one blue pixel. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC';

const createFile = (key: string, bytes: Uint8Array): ReadFile => {
	const file: WrittenFile = {store: 'S3', key, sizeBytes: bytes.length, etag: '', nodes: ['sum'], sureness: 'request'};
	const preview = createPreview({key, bytes, sizeBytes: bytes.length});
	return {file, preview, ...(preview.kind === 'picture' && {picture: bytes})};
};

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const open = (actions: Parameters<typeof createWorkflow>[0], name: string, files?: readonly ReadFile[]) => {
	const clock = createVirtualClock(beganAt);
	const output = createMemoryOutput();
	const run = createFakeFeed(createWorkflow(actions, name), clock.now);
	const reporter = createHtmlReporter({
		store: run.feed.store, output, clock, mask: createMasker(['sesame-open']), cloudLabel: 'local cloud', hasLogs: true, createToken: () => '', ...(files && {readFiles: async () => ({files, notes: ['Data store Far was not looked at.']})}),
	});
	const reporters = attachReporters(run.feed, [reporter], clock);
	reporters.detach();
	run.trigger();
	return {
		...run,
		async write(folder: string): Promise<string> {
			const result = getRunResult(run.feed.store.getSnapshot(), clock.now());
			await reporters.finish({...result, assertions: {file: 'main.expect.yaml', assertions: [
				{title: 'sum completed', isOk: false, evidence: 'sum FAILED\n  expected COMPLETED'}, {title: 'mean.csv exists', isOk: true, evidence: '12 bytes'},
			]}});
			const file = path.join(folder, 'run.html');
			writeFileSync(file, output.read());
			return file;
		},
	};
};

const ended = (status: 'COMPLETED' | 'FAILED', from: number, to: number, more: Partial<NodeState> = {}): Partial<NodeState> =>
	({status, reason: status === 'COMPLETED' ? 'completed' : 'function-error', startedAt: beganAt + from, endedAt: beganAt + to, ...more});

/** Writes the page of a run in which there is something of everything, and gives its path. */
export const writeSamplePage = async (folder: string): Promise<string> => {
	const {log, nodes, runs, write} = open({start: ['short', {True: ['work(3)'], False: ['never']}], short: ['sum'], work: ['sum'], never: [], sum: ['last'], last: []}, 'Sample', [
		createFile('data/mean.csv', encode('name,x\none,1\ntwo,20\n')), createFile('data/note.md', encode('# Note\n\n- a *b*\n\n> quoted\n')), createFile('data/plot.png', Uint8Array.from(Buffer.from(pixel, 'base64'))), createFile('data/table.parquet', encode('PAR1')), createFile('data/bad.json', encode('{')),
	]);
	log('start', '[0.1] [INFO] [log.py] Log succesfully uploaded', 'a <b>line</b> with sesame-open', '[0.2] [ERROR] [put_file.py] it hurts');
	log('sum', ...Array.from({length: 80}, (_, index) => `line ${index} of the sum`), 'the needle', 'ValueError: no tide', 'another Needle');
	log('work(2)', 'a needle, too');
	runs({id: gh(8), action: 'sum', status: 'completed', conclusion: 'failure', seenAt: beganAt, url: 'https://github.com/someone/repo/actions/runs/8'});
	nodes({
		start: ended('COMPLETED', 400, 2000),
		short: ended('COMPLETED', 2100, 3000),
		'work(1)': ended('COMPLETED', 2100, 5000),
		'work(2)': ended('COMPLETED', 2200, 6000),
		'work(3)': ended('COMPLETED', 2300, 7000),
		never: {status: 'NOT_INVOKED', reason: 'branch-not-taken', sentence: 'branch not taken'},
		sum: ended('FAILED', 7000, 9000, {
			sentence: 'ValueError: no tide at functions/sum.py:7', runIds: [gh(8)],
			cause: {what: 'ValueError: no tide', where: {file: 'functions/sum.py', line: 7}, frames: [{file: 'functions/sum.py', line: 7, code: 'check(tide)'}], hint: 'Look at the moon.'},
		}),
		last: {status: 'SKIPPED', reason: 'upstream-failed', sentence: 'upstream sum failed'},
	}, {outcome: 'FAILED', endedAt: beganAt + 9500});
	return write(folder);
};

/** Writes the page of a run of 303 nodes, with 50,000 lines as FaaSr's are long, and gives its path. */
export const writeLargePage = async (folder: string): Promise<string> => {
	const names = Array.from({length: 302}, (_, index) => `node-${index}`);
	const {log, nodes, write} = open({start: names, ...Object.fromEntries(names.map(name => [name, []]))}, 'Large');
	for (const name of names) {
		log(name, ...Array.from({length: 166}, (_, index) => `[${index}.25] [INFO] [executor.py] Row ${index} of the table was read and added up`));
	}

	nodes(Object.fromEntries(['start', ...names].map((name, index) => [name, ended('COMPLETED', index * 10, (index * 10) + 1000)])), {outcome: 'COMPLETED', endedAt: beganAt + 9000});
	return write(folder);
};
