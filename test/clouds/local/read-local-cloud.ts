import {
	mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import t, {type Test} from 'tap';
import {systemClock as clock} from '../../../source/ports/clock/system-clock.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {readLocalCloud, type ReadLocalCloudOptions} from '../../../source/clouds/local/read-local-cloud.js';
import {startLocalCloud, type LocalCloud} from '../../../source/clouds/local/start-local-cloud.js';
import {type Cloud} from '../../../source/ports/cloud.js';
import {loadWorkflow} from '../../../source/run/runner/load-workflow.js';
import {makeFolder} from '../../support/make-folder.js';
import {waitUntil} from '../../support/processes.js';

const documentFile = fileURLToPath(new URL('../../support/local-cloud/two-actions.json', import.meta.url));
const {workflow} = loadWorkflow(documentFile);
const invocation = {workflowName: 'two', timestamp: '2026-03-01T12-00-00', id: 'run-1'};
const prefix = 'FaaSrLog/two/2026-03-01T12-00-00/run-1/';

const start = async (t: Test, dataDir: string): Promise<LocalCloud> => {
	const cloud = await startLocalCloud({workflow, documentDir: dirname(documentFile), clock, dataDir});
	t.teardown(cloud.close);
	return cloud;
};

const read = async (t: Test, options: Partial<ReadLocalCloudOptions>): Promise<Cloud> => {
	const cloud = await readLocalCloud({workflow, clock, ...options});
	t.teardown(cloud.close);
	return cloud;
};

const listRuns = async ({platform}: Cloud): Promise<ReadonlyArray<Omit<PlatformRun, 'url'>>> => {
	const runs = await platform.listRuns({invocation, since: 0, isComplete: true}) ?? [];
	// Every server has an address of its own.
	return runs.map(({url: _, ...run}) => run);
};

const runToEnd = async (cloud: Cloud): Promise<void> => {
	await cloud.platform.dispatch({action: 'write', invocation});
	let runs = await listRuns(cloud);
	await waitUntil(async () => {
		runs = await listRuns(cloud);
		return runs.filter(({status}) => status === 'completed').length >= 2;
	}, () => runs);
};

const listKeys = async ({logBucket}: Cloud): Promise<readonly string[]> => {
	const objects = await logBucket.list(prefix);
	return objects.map(({key}) => key.slice(prefix.length));
};

/** Every file and folder with what would show that it was written. */
const look = (root: string): readonly string[] => readdirSync(root, {recursive: true}).map(name => {
	const {mtimeMs, size} = statSync(join(root, String(name)));
	return `${String(name)} ${mtimeMs} ${size}`;
}).sort();

t.test('a folder that is not there, or holds something else, is refused in a sentence, and stays as it is', async t => {
	const folder = t.testdir({other: {'notes.txt': ''}});
	await t.rejects(readLocalCloud({workflow, clock}), {code: 'usage', hint: /--data-dir/});
	await t.rejects(readLocalCloud({workflow, clock, dataDir: join(folder, 'typo')}), {code: 'usage', message: `The data folder ${join(folder, 'typo')} does not exist.`});
	await t.rejects(readLocalCloud({workflow, clock, dataDir: join(folder, 'other')}), {code: 'usage', message: /holds no data of a local cloud/});
	t.same(readdirSync(folder, {recursive: true}).map(String).sort(), ['other', 'other/notes.txt']);
});

t.test('what a run left is read, and nothing is written', async t => {
	const dataDir = join(makeFolder(t), 'd');
	const run = await start(t, dataDir);
	await runToEnd(run);
	await run.close();
	const before = look(dataDir);
	const cloud = await read(t, {dataDir, secrets: {GREETING: 'a-declared-secret'}});
	t.same(await listKeys(cloud), ['read.txt', 'write.txt']);
	t.same(await cloud.logBucket.listFolders('FaaSrLog/'), ['two']);
	t.match(new TextDecoder().decode((await cloud.doneBucket.read('greeting.txt'))?.bytes), /^hello/);
	const {openStore} = cloud;
	t.strictSame((await openStore!('Files').list('', {atMost: 1})).length, 1);
	const runs = await listRuns(cloud);
	t.same(runs.map(({action, conclusion}) => `${action} ${conclusion}`).sort(), ['read success', 'write success']);
	t.match(await cloud.platform.readRunLog(runs[0]!.id), /faasr_entry\.py/);
	t.ok(cloud.secrets.includes('a-declared-secret'));
	t.match(cloud.describe!()[0], dataDir);
	const refusal = {code: 'usage', message: /open for reading only/};
	await t.rejects(cloud.checkBeforeTrigger!(), refusal);
	await t.rejects(cloud.platform.dispatch({action: 'write', invocation}), refusal);
	await t.rejects(cloud.doneBucket.remove(['greeting.txt']), refusal);

	await t.resolves(cloud.platform.cancel(runs[0]!.id), 'a run that has ended needs no cancelling');
	await cloud.close();
	t.same(look(dataDir), before);
});

t.test('the cloud that runs on the folder is asked, and the folder from its end on', async t => {
	const dataDir = join(makeFolder(t), 'd');
	const run = await start(t, dataDir);
	const cloud = await read(t, {dataDir});
	t.same(await listKeys(cloud), []);
	await runToEnd(run);
	t.same(await listKeys(cloud), ['read.txt', 'write.txt'], 'what came later is seen');
	const runs = await listRuns(cloud);
	await t.rejects(cloud.platform.dispatch({action: 'write', invocation}), {code: 'usage'}, 'another program\'s cloud is not made to run anything');
	await run.close();
	t.same(await listKeys(cloud), ['read.txt', 'write.txt']);
	t.same(await listRuns(cloud), runs);
	t.match(await cloud.platform.readRunLog(runs[0]!.id), /faasr_entry\.py/);
	t.ok(await cloud.doneBucket.read('greeting.txt'));
	await t.rejects(cloud.doneBucket.read(''), {name: 'FaasrTuiError'}, 'what fails there fails');
});

t.test('a cloud that is just starting is waited for, one that never answers not for ever', async t => {
	const dataDir = join(makeFolder(t), 'd');
	await start(t, dataDir);
	const file = join(dataDir, 'running.json');
	renameSync(file, `${file}.later`);
	let sleptMs = 0;
	const stopped = {now: clock.now, async sleep(ms: number) {
		sleptMs += ms;
	}};
	await t.rejects(readLocalCloud({workflow, clock: stopped, dataDir}), {code: 'usage', message: /in use by process \d+, which does not answer/});
	t.equal(sleptMs, 5000);
	const cloud = await read(t, {dataDir, clock: {now: clock.now, async sleep() {
		renameSync(`${file}.later`, file);
	}}});
	t.same(await listKeys(cloud), []);
});

t.test('a folder in which another workflow runs is read, too', async t => {
	const dataDir = join(makeFolder(t), 'd');
	await start(t, dataDir);
	const text = JSON.stringify({...workflow.document, WorkflowName: 'other', DataStores: {Files: {Endpoint: 'https://x.example', Bucket: 'another', Region: 'r'}}, LoggingDataStore: 'Files'});
	const file = join(dataDir, '..', 'other.json');
	mkdirSync(dirname(file), {recursive: true});
	writeFileSync(file, text);
	const cloud = await read(t, {dataDir, workflow: loadWorkflow(file).workflow});
	t.equal(cloud.logBucket, cloud.doneBucket);
	t.same(await listKeys(cloud), []);
	t.same(await listRuns(cloud), []);
});

t.test('a run whose cloud was killed has failed for the reader as for the next cloud, and its log says why', async t => {
	const dataDir = join(makeFolder(t), 'd');
	const run = await start(t, dataDir);
	await runToEnd(run);
	await run.close();
	const journal = join(dataDir, 'runs.jsonl');
	const killed = readFileSync(journal, 'utf8').trimEnd().split('\n').map(line => JSON.parse(line) as {attempts: Array<Record<string, unknown>>});
	const {conclusion: _, completedAt: _at, ...attempt} = killed.at(-1)!.attempts[0]!;
	killed.at(-1)!.attempts = [{...attempt, status: 'in_progress'}];
	writeFileSync(journal, killed.map(line => `${JSON.stringify(line)}\n`).join(''));
	const before = look(dataDir);
	const ends: unknown[] = [];
	for (let time = 0; time < 2; time++) {
		const cloud = await read(t, {dataDir});
		const failed = (await listRuns(cloud)).find(({conclusion}) => conclusion === 'failure');
		t.match(await cloud.platform.readRunLog(failed!.id), /faasr_entry\.py[\s\S]*##\[error]The local cloud ended before this run did\.\n$/);
		ends.push(failed);
		await cloud.close();
	}

	t.same(ends[0], ends[1], 'at the same time whenever it is read');
	t.same(look(dataDir), before);
});
