import t from 'tap';
import {choosePlainLines} from '../../../source/commands/run/read-run-options.js';
import {describeLogsCommand, describeNextCommands} from '../../../source/commands/run/write-summary.js';
import {readScreenFlags} from '../../../source/commands/run/run-flags.js';
import {type WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createFakeState, createFakeWorkflow, type FakeState, fakeInvocation} from '../../screen/create-fake-store.js';
import {createMemoryOutput} from '../../support/memory-output.js';

const at = 1_800_000_000_000;
const {id} = fakeInvocation;

t.test('variables say how the screen is wanted where no flag does', async t => {
	t.match(readScreenFlags({}, {}), {isAccessible: false, shouldExitOnComplete: false, theme: undefined, title: undefined, progress: undefined, notify: undefined});
	for (const env of [{FAASR_TUI_ACCESSIBLE: '1'}, {INK_SCREEN_READER: 'true'}]) {
		t.equal(readScreenFlags({}, env).isAccessible, true, JSON.stringify(env));
		t.equal(readScreenFlags({accessible: false}, env).isAccessible, false, '--no-accessible');
	}

	for (const env of [{FAASR_TUI_ACCESSIBLE: '0'}, {INK_SCREEN_READER: ''}, {INK_SCREEN_READER: 'false'}]) {
		t.equal(readScreenFlags({}, env).isAccessible, false, JSON.stringify(env));
	}

	t.equal(readScreenFlags({}, {FAASR_TUI_THEME: 'light'}).theme, 'light');
	t.equal(readScreenFlags({theme: 'mono'}, {FAASR_TUI_THEME: 'light'}).theme, 'mono');
	t.equal(readScreenFlags({}, {FAASR_TUI_THEME: 'pink'}).theme, undefined);
	t.match(readScreenFlags({title: false, progress: true, notify: 'osc9', exitOnComplete: true}, {}), {title: false, progress: true, notify: 'osc9', shouldExitOnComplete: true});
});

t.test('plain lines are chosen where there is no screen, with a sentence unless somebody asked or a pipeline runs', async t => {
	const choose = (isStdoutTty: boolean, isInteractive: boolean, {isAsked = false, isAccessible = false, env = {}}: {readonly isAsked?: boolean; readonly isAccessible?: boolean; readonly env?: Record<string, string>} = {}) =>
		choosePlainLines({isAsked, isAccessible, env}, {isInteractive, stdout: createMemoryOutput({isTty: isStdoutTty})});
	t.same(choose(true, true), {isCi: false});
	t.same(choose(true, true, {isAsked: true}), {isCi: true});
	t.same(choose(false, false), {isCi: true, plainReason: 'stdout is not a terminal: running as with --ci.'});
	t.same(choose(false, false, {env: {CI: 'true'}}), {isCi: true});
	t.same(choose(true, false), {isCi: true, plainReason: 'stdin is not a terminal, so there are no keys: running as with --ci.'});
	t.same(choose(true, true, {env: {TERM: 'dumb'}}), {isCi: true, plainReason: 'a terminal with TERM=dumb has no screen: running as with --ci.'});
	t.same(choose(true, true, {env: {TERM: 'dumb'}, isAccessible: true}), {isCi: false});
	t.same(choose(true, true, {env: {CI: 'true'}}), {isCi: false}, 'a terminal has a screen also where the environment says CI');
});

t.test('what to type next is exact, and offered only where it works', async t => {
	const describe = (state: FakeState, {isLocal = false, endsWithUs = isLocal, dataDir, functionsDir, workflowFile = 'main.json', refusal, values = {}, shouldKeep = false, savedIn}: {
		readonly shouldKeep?: boolean; readonly savedIn?: string;
		readonly isLocal?: boolean; readonly endsWithUs?: boolean; readonly dataDir?: string; readonly functionsDir?: string; readonly workflowFile?: string; readonly refusal?: string; readonly values?: Readonly<Record<string, unknown>>;
	} = {}) => {
		const snapshot = createFakeState(createFakeWorkflow('main', ['a']), state);
		const runner = {store: {getSnapshot: () => snapshot}, planResume: () => ({refusal}), workflow: {document: {ActionList: {a: {Arguments: values}}}}} as unknown as WorkflowRunner;
		return describeNextCommands({runner, isLocal, endsWithUs}, {loaded: {path: workflowFile}, dataDir, functionsDir, shouldKeep}, savedIn).map(({purpose, command}) => `${purpose} ${command}`);
	};

	const failed: FakeState = {outcome: 'FAILED', invocation: fakeInvocation, triggeredAt: at, endedAt: at};
	const running: FakeState = {outcome: 'RUNNING', invocation: fakeInvocation, triggeredAt: at};
	t.same(describe({}), []);
	t.same(describe({...failed, outcome: 'COMPLETED'}), []);
	t.same(describe(failed), [`Resume it: faasr-tui resume main.json --invocation-id ${id}`]);
	t.same(describe(failed, {refusal: 'nothing failed'}), []);
	t.same(describe(running), [`Watch it again: faasr-tui watch main.json --invocation-id ${id} --timestamp ${fakeInvocation.timestamp}`], 'nothing is written yet');
	t.same(describe({...running, nodes: {a: {status: 'RUNNING', doneAt: at}}}), [`Watch it again: faasr-tui watch main.json --invocation-id ${id}`]);
	t.same(describe(failed, {isLocal: true}), ['To resume a local run later, keep its data: add --data-dir FOLDER']);
	t.same(describe(failed, {isLocal: true, dataDir: 'my data', functionsDir: 'f', workflowFile: 'it\'s.json'}), [
		`Resume it: faasr-tui resume 'it'\\''s.json' --invocation-id ${id} --local --data-dir 'my data' --functions-dir f`,
	]);
	t.same(describe({...running, nodes: {a: {status: 'RUNNING', doneAt: at}}}, {isLocal: true, endsWithUs: false, dataDir: 'd'}), [`Watch it again: faasr-tui watch main.json --invocation-id ${id} --local --data-dir d`], 'somebody else\'s local run goes on');
	const files = `Fetch its files: faasr-tui get main.json --all --invocation-id ${id}`;
	const values = {folder: 'data'};
	t.same(describe({...failed, outcome: 'COMPLETED'}, {values}), [files]);
	t.same(describe({...failed, outcome: 'COMPLETED'}, {values, isLocal: true, dataDir: 'd', functionsDir: 'f'}), [`${files} --local --data-dir d`]);
	const lost = 'What it wrote is deleted with the local cloud: to keep it, add --data-dir FOLDER';
	t.same(describe({...failed, outcome: 'COMPLETED'}, {values, isLocal: true}), [lost]);
	t.same(describe({...failed, outcome: 'COMPLETED'}, {isLocal: true}), [], 'the document names no files');
	t.same(describe({...failed, outcome: 'COMPLETED'}, {values, isLocal: true, shouldKeep: true}), []);
	t.same(describe({...failed, outcome: 'COMPLETED'}, {values, isLocal: true, endsWithUs: false}), [], 'it is somebody else\'s');
	t.same(describe({...failed, outcome: 'COMPLETED'}, {values, isLocal: true, savedIn: '/home/me/main files'}), ['Files were saved in \'/home/me/main files\'']);
	t.same(describe(failed, {values, isLocal: true}), ['To resume a local run later, keep its data: add --data-dir FOLDER'], 'which keeps the files, too');
	t.same(describe(failed, {values}), [`Resume it: faasr-tui resume main.json --invocation-id ${id}`, files]);
	t.same(describe({...running, nodes: {a: {status: 'RUNNING', doneAt: at}}}, {values}).length, 1, 'there may be more');
	const describeLogs = (state: FakeState, {isLocal = false, dataDir}: {readonly isLocal?: boolean; readonly dataDir?: string} = {}) => {
		const snapshot = createFakeState(createFakeWorkflow('main', ['a']), state);
		return describeLogsCommand({runner: {store: {getSnapshot: () => snapshot}} as unknown as WorkflowRunner, isLocal}, {loaded: {path: 'main.json'}, dataDir, functionsDir: 'f', shouldKeep: false});
	};

	t.equal(describeLogs(running), `faasr-tui logs main.json --invocation-id ${id}`);
	t.equal(describeLogs(running, {isLocal: true, dataDir: 'd'}), `faasr-tui logs main.json --invocation-id ${id} --local --data-dir d`);
	t.equal(describeLogs(running, {isLocal: true}), undefined, 'its data is of this process alone');
	t.equal(describeLogs({}), undefined);
	t.same(describe(running, {isLocal: true, dataDir: 'd'}), [`Resume it: faasr-tui resume main.json --invocation-id ${id} --local --data-dir d`]);
});
