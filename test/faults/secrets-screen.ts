import {Buffer} from 'node:buffer';
import {PassThrough, Writable} from 'node:stream';
import {setImmediate as turn} from 'node:timers/promises';
import t from 'tap';
import {createFakeCloud, startLine, writeDocument} from '../support/runner/fake-cloud.js';
import {createMasker} from '../../source/core/secrets/mask-secrets.js';
import {sanitizeLine} from '../../source/core/text/sanitize.js';
import {systemClock} from '../../source/ports/clock/system-clock.js';
import {WorkflowRunner} from '../../source/run/runner/workflow-runner.js';
import {startLines} from '../../source/screen/lines/start-lines.js';
import {type LineStream} from '../../source/screen/lines/line-stream.js';
import {createFakeActions} from '../screen/create-fake-actions.js';
import {startScreen, type ScreenOptions} from '../../source/screen/start-screen.js';
import {endRun, gh} from '../support/run-id.js';

t.setTimeout(60_000);

const canary = 'canary-of/a+secret=4711';

/** A terminal in memory: keys in, and every byte that was written. */
const createTerminal = () => {
	let output = '';
	const stdin = new PassThrough();
	const stdout = Object.assign(new Writable({
		decodeStrings: false,
		write(chunk: string, _encoding, callback) {
			output += chunk;
			callback();
		},
	}), {isTTY: true, columns: 180, rows: 50});
	return {
		stdin: Object.assign(stdin, {isTTY: true, setRawMode: () => stdin, ref: () => stdin, unref: () => stdin}) as unknown as NodeJS.ReadStream,
		stdout: stdout as unknown as NodeJS.WriteStream,
		read: () => output,
		async type(keys: string): Promise<void> {
			stdin.write(keys);
			for (let count = 0; count < 8; count++) {
				await turn();
			}
		},
		/** What was asked to be put into the clipboard. */
		// eslint-disable-next-line no-control-regex -- a terminal's sequence
		getCopied: () => [...output.matchAll(/\u001B\]52;c;([^\u0007]*)\u0007/gu)].map(([, payload = '']) => Buffer.from(payload, 'base64').toString('utf8')),
	};
};

/** A run whose every remote text has the secret in it: log, error, run page, InvocationID. */
const openRun = async (folder: string) => {
	const {cloud, setRun, write} = createFakeCloud();
	const runner = new WorkflowRunner({workflowFile: writeDocument(folder, {a: []}), cloud, checkInterval: 0.02});
	await runner.triggerWorkflow();
	setRun(100, {status: 'in_progress', url: `https://github.com/o/r/actions/runs/1?token=${canary}`});
	await new Promise<void>(resolve => {
		const unsubscribe = runner.store.subscribe(() => {
			if (runner.store.getSnapshot().platformRuns.get(gh(100))?.url !== undefined) {
				unsubscribe();
				resolve();
			}
		});
	});
	write('a', [startLine, `[0.2] [INFO] [py] using ${canary} and ${canary.slice(0, 7)}\u001B[31m${canary.slice(7)}`, `[0.3] [ERROR] [executor.py] it broke with ${canary}`, 'Traceback (most recent call last):', `ValueError: ${canary}`]);
	setRun(100, {...endRun('failure')});
	await runner.result();
	return runner;
};

for (const [what, start] of [['the screen', startScreen], ['--accessible', startLines]] as const) {
	t.test(`no secret is drawn on ${what}, in no view, and none gets into the title, the clipboard, a saved log or a notification`, async t => {
		const runner = await openRun(t.testdir({}));
		t.teardown(async () => runner.cleanup());
		const terminal = createTerminal();
		const saved: string[] = [];
		const mask = createMasker([canary]);
		const keep = async (lines: AsyncIterable<string>): Promise<void> => {
			for await (const line of lines) {
				saved.push(line);
			}
		};

		const told: string[] = [];
		const lines: LineStream = {
			open: () => undefined,
			close: () => undefined,
			note(text) {
				told.push(text);
			},
		};
		const options: ScreenOptions = {
			store: runner.store, clock: systemClock, stdin: terminal.stdin, stdout: terminal.stdout, lines,
			env: {TERM: 'xterm-256color', LANG: 'C.UTF-8'}, jobs: {onStopRequest: () => () => undefined, onContinue: () => () => undefined, stop: () => undefined}, indicators: {notify: 'osc9', progress: true},
			cloudLabel: `GitHub Actions ${canary}`, quitSentence: 'The run goes on.', cleanText: text => mask(sanitizeLine(text)),
			openUrl: async () => false,
			logTools: {
				readRunLog: async node => runner.readRunLog(node),
				openWholeLogs: () => runner.openWholeLogs(),
				getLogsCommand: () => undefined,
				async save(name, content) {
					await keep(content);
					return name;
				},
				async page(content) {
					await keep(content);
				},
			},
			actions: {
				...createFakeActions(runner.store, () => () => undefined), say: () => undefined, quit: () => undefined, interrupt: () => undefined,
			},
		};
		const screen = start(options);
		screen.say(`GitHub says ${canary}`);
		for (const keys of ['1', 'i', 'q', 'o', 'O', 'y', '2', 'a', 'e', 'c', '/canary\r', 'n', '\u001B', 'd', 'w', 'T', 'v', '\u0013', '\r', '3', '4', '1', '/canary\r', '\u001B', 'r', '\r', '\u001B', ':log', '\u001B', '?', 'q']) {
			await terminal.type(keys);
		}

		screen.close();
		await screen.waitUntilExit();
		t.notMatch(terminal.read(), canary);
		// eslint-disable-next-line no-control-regex -- colours
		t.notMatch(terminal.read().replaceAll(/\u001B\[[\d;]*m/gu, ''), canary);
		t.notMatch(terminal.getCopied().join('\n'), canary);
		t.notMatch(saved.join('\n'), canary);
		if (start === startScreen) {
			t.match(terminal.read(), '***');
			t.ok(terminal.getCopied().includes('https://github.com/o/r/actions/runs/1?token=***'), 'the address was copied');
			t.match(saved.join('\n'), 'using *** and ***');
		}
	});
}
