import fs from 'node:fs';
import {join} from 'node:path';
import t, {type Test} from 'tap';
import {otherRepository, repository} from '../../../support/actions-api/start-test-api.js';
import {openRunJournal} from '../../../../source/clouds/local/actions-api/run-journal.js';
import {type WorkflowRun} from '../../../../source/clouds/local/actions-api/workflow-run.js';

const repositories = [repository, otherRepository];

const createRun = (id: number, change: Partial<WorkflowRun> = {}): WorkflowRun => ({
	id,
	repository,
	workflow: repository.workflows[0]!,
	runNumber: 1,
	headBranch: 'main',
	headSha: 'abc',
	displayTitle: `run ${id}`,
	inputs: {OVERWRITTEN: '{"FunctionInvoke": "start"}'},
	createdAt: 1000,
	updatedAt: 2000,
	attempts: [{
		number: 1, jobId: id + 1, status: 'in_progress', triggeredAt: 1000, startedAt: 1500,
	}],
	...change,
});

const open = (t: Test, files: Record<string, string> = {}) => {
	const dir = t.testdir(files);
	const file = join(dir, 'runs.jsonl');
	return {dir, file, reopen: () => openRunJournal(file, repositories)};
};

t.test('runs are read as they were written last, in the order of their creation', async t => {
	const {file, reopen} = open(t);
	const journal = reopen();
	t.same(journal.earlier, []);
	const changed = createRun(1, {updatedAt: 3000, attempts: [{
		number: 1, jobId: 2, status: 'completed', conclusion: 'success', triggeredAt: 1000,
	}]});
	const other = createRun(3, {repository: otherRepository});
	for (const run of [createRun(1), other, changed]) {
		journal.write(run);
	}

	journal.close();
	journal.close();
	journal.write(createRun(5));

	t.same(reopen().earlier, [changed, other]);
	t.equal(fs.readFileSync(file, 'utf8').split('\n').length, 3, 'what is outdated is not kept');
	t.equal(reopen().earlier[0]?.repository, repository, 'the API compares repositories by identity');
	t.equal(fs.statSync(file).mode & 0o777, 0o600); // eslint-disable-line no-bitwise
});

t.test('log files are found where the journal is, also when the folder was moved', async t => {
	const {dir, reopen} = open(t, {});
	const withLog = (place: string) => createRun(1, {attempts: [{
		number: 1, jobId: 2, status: 'completed', triggeredAt: 1000, logFile: join(place, 'actions-a/run-logs/1-1.log'),
	}]});
	reopen().write(withLog(dir));
	const moved = `${dir}-moved`;
	fs.renameSync(dir, moved);
	t.teardown(() => {
		fs.rmSync(moved, {recursive: true});
	});
	t.same(openRunJournal(join(moved, 'runs.jsonl'), repositories).earlier, [withLog(moved)]);
});

t.test('a log file outside the folder is nobody\'s', async t => {
	const {dir, reopen} = open(t);
	const withLog = (logFile?: string) => createRun(1, {attempts: [{
		number: 1, jobId: 2, status: 'completed', triggeredAt: 1000, ...(logFile !== undefined && {logFile}),
	}]});
	reopen().write(withLog(join(dir, '../secrets')));
	t.same(reopen().earlier, [withLog()]);
	const outside = `${dir}-outside`;
	fs.mkdirSync(outside);
	t.teardown(() => {
		fs.rmSync(outside, {recursive: true});
	});
	fs.writeFileSync(join(outside, '1-1.log'), 'not of this folder');
	fs.symlinkSync(outside, join(dir, 'actions-a'));
	reopen().write(withLog(join(dir, 'actions-a', '1-1.log')));
	t.same(reopen().earlier, [withLog()], 'nor is one that a link leads to');
});

t.test('of a journal that somebody has blown up the newest runs are read, and of a file that is none nothing', async t => {
	const {file, reopen} = open(t);
	const line = JSON.stringify({...createRun(0), repository: 'local/local', displayTitle: 'x'.repeat(2000)});
	fs.writeFileSync(file, Array.from({length: 9000}, (_, id) => `${line.replace('"id":0', `"id":${id}`)}\n`).join(''));
	const {earlier} = reopen();
	t.same(earlier.map(({id}) => id), Array.from({length: 5000}, (_, index) => 4000 + index));
	fs.writeFileSync(file, `${'x'.repeat(20 * 1024 * 1024)}\n${line}\n`);
	t.same(reopen().earlier.map(({id}) => id), [0], 'what stands before the part that is read is left out');
	fs.rmSync(file);
	fs.mkdirSync(file);
	t.same(openRunJournal(file, repositories, {isReadOnly: true}).earlier, []);
});

t.test('runs of files that are not registered stay in the journal', async t => {
	const {reopen, file} = open(t);
	const journal = reopen();
	const renumbered = {...repository.workflows[1]!, id: 77};
	journal.write(createRun(1, {repository: {...repository, name: 'elsewhere'}}));
	journal.write(createRun(3, {workflow: {...renumbered, path: '.github/workflows/another.yml'}}));
	journal.write(createRun(5, {workflow: renumbered}));
	t.same(reopen().earlier, [createRun(5, {workflow: repository.workflows[1]!})], 'ids of files are those of now');
	t.equal(fs.readFileSync(file, 'utf8').split('\n').length, 4);
});

const good = {...createRun(1), repository: 'local/local'};
const rubbish: Record<string, string> = {
	'a piece of a line': JSON.stringify(good).slice(0, 100),
	'no object': 'null',
	'an empty object': '{}',
	'no attempts': JSON.stringify({...good, attempts: []}),
	'attempts that are none': JSON.stringify({...good, attempts: {}}),
	'an attempt of another kind': JSON.stringify({...good, attempts: [null]}),
	'a workflow without a name': JSON.stringify({...good, workflow: {id: 1, path: 'a', action: 'a'}}),
	'an id that is a text': JSON.stringify({...good, id: '1'}),
	'inputs that are null': JSON.stringify({...good, inputs: null}),
	'a time that is a text': JSON.stringify({...good, attempts: [{...good.attempts[0], startedAt: 'now'}]}),
	'a log file that is a number': JSON.stringify({...good, attempts: [{...good.attempts[0], logFile: 3}]}),
};

for (const [title, line] of Object.entries(rubbish)) {
	t.test(`${title} is passed over`, async t => {
		const {reopen} = open(t, {'runs.jsonl': `${line}\n${JSON.stringify({...createRun(9), repository: 'local/local'})}\n`});
		t.same(reopen().earlier, [createRun(9)]);
	});
}

t.test('a folder that is removed does not come back with a line', async t => {
	const {dir, file, reopen} = open(t);
	const journal = reopen();
	journal.write(createRun(1));
	fs.rmSync(file);
	journal.write(createRun(1));
	t.same(fs.readdirSync(dir), []);
	journal.close();
});

t.test('a journal that can be neither read nor written changes nothing', async t => {
	const {reopen} = open(t, {});
	const journal = openRunJournal(join(t.testdirName, 'missing/runs.jsonl'), repositories);
	journal.write(createRun(1));
	journal.close();
	t.same(journal.earlier, []);
	t.same(reopen().earlier, []);
});
