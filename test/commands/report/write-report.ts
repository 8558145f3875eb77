import fs from 'node:fs';
import path from 'node:path';
import t, {type Test} from 'tap';
import {report, type ReportOptions} from '../../../source/commands/report/report.js';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {loadWorkflow} from '../../../source/run/runner/load-workflow.js';
import {makeFolder} from '../../support/make-folder.js';
import {createMemoryOutput} from '../../support/memory-output.js';
import {finishLines, startLine, writeDocument} from '../../support/runner/fake-cloud.js';

// A local cloud is opened for reading.
t.setTimeout(60_000);

const id = 'one-two-three';

/** A data folder that a run of one action was kept in, and a report about it. */
const start = (t: Test, lines: readonly string[]) => {
	const folder = makeFolder(t);
	const dataDir = path.join(folder, 'data');
	const logs = path.join(dataDir, 's3/bucket/FaaSrLog/Tiny/2026-11-23T04-00-00', id);
	fs.mkdirSync(path.join(logs, 'function_completions'), {recursive: true});
	fs.writeFileSync(path.join(logs, 'a.txt'), `${lines.join('\n')}\n`);
	fs.writeFileSync(path.join(logs, 'function_completions/a.done'), 'True');
	const loaded = loadWorkflow(writeDocument(folder, {a: []}));
	const [stdout, stderr] = [createMemoryOutput(), createMemoryOutput()];
	const file = path.join(folder, 'run.html');
	return {
		folder, file, stdout, stderr,
		write: async (more: Partial<ReportOptions> = {}) => report({
			loaded, env: {}, stdout, stderr, clock: systemClock, signals: {onSignal: () => () => undefined}, isCi: true, isLocal: true, functionsDir: undefined, dataDir,
			shouldKeep: false, timeout: 60, checkInterval: 1, shouldStreamLogs: true, invocationId: '@latest', timestamp: undefined, file, ...more,
		}),
	};
};

const good = [startLine, '[0.2] [INFO] [f.py] <b>16.13</b> degrees', ...finishLines('a').slice(1)];

t.test('the page of a run has its verdict and its log, and its size is told', async t => {
	const {write, file, stdout, stderr} = start(t, good);
	t.equal(await write(), 0);
	const page = fs.readFileSync(file, 'utf8');
	t.match(page, /<span class="verdict COMPLETED">COMPLETED<\/span>/u);
	t.match(page, `<dd>${id}</dd>`);
	t.match(page, '&lt;b&gt;16.13&lt;/b&gt; degrees');
	const [verdict, written] = stdout.read().split('\n');
	t.match(verdict, /^\[COMPLETED\] completed=1 elapsed=/u);
	t.match(written, /run\.html {2}[\d.]+ kB$/u);
	t.equal(stderr.read(), '');
});

t.test('an invocation that is not there leaves an older page alone', async t => {
	const {write, file} = start(t, good);
	fs.writeFileSync(file, 'older');
	await t.rejects(write({invocationId: 'nobody'}), {code: 'usage', message: /has no invocation "nobody"/u});
	t.equal(fs.readFileSync(file, 'utf8'), 'older');
});

t.test('a page that cannot be written to its end is told, and nothing is said to be there', {skip: !fs.existsSync('/dev/full')}, async t => {
	const {write, stdout, stderr} = start(t, good);
	t.equal(await write({file: '/dev/full'}), 5);
	t.match(stderr.read(), /^The report \/dev\/full is incomplete: writing failed \(ENOSPC\)/u);
	t.equal(stdout.read(), '');
});

t.test('without credentials there is no run on GitHub to tell of', async t => {
	const {write, file} = start(t, good);
	await t.rejects(write({isLocal: false}), {code: 'credentials', message: 'No credentials are set, so no run on GitHub Actions can be read.'});
	t.equal(fs.existsSync(file), false);
});
