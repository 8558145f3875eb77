import {Buffer} from 'node:buffer';
import {createElement} from 'react';
import {type Test} from 'tap';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {sanitizeLine} from '../../../source/core/text/sanitize.js';
import {createProcessOutput} from '../../../source/environment/process-output.js';
import {type Output} from '../../../source/ports/output.js';
import {attachReporters} from '../../../source/report/attach-reporters.js';
import {createGithubReporter} from '../../../source/report/github/create-github-reporter.js';
import {createJsonReporter} from '../../../source/report/json/create-json-reporter.js';
import {createJunitReporter} from '../../../source/report/junit/create-junit-reporter.js';
import {createLinesReporter} from '../../../source/report/lines/create-lines-reporter.js';
import {type ReporterName} from '../../../source/report/reporters.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {App} from '../../../source/screen/app.js';
import {defaultKeymap} from '../../../source/screen/keys/keymap.js';
import {createTextCleaner} from '../../../source/screen/frame/text/create-text-cleaner.js';
import {createFakeActions} from '../../screen/create-fake-actions.js';
import {recordFrames} from '../../screen/render-frame.js';
import {colorTheme} from '../../screen/themes.js';
import {createFakeCloud, writeDocument} from '../runner/fake-cloud.js';

/** A stream of a process that keeps what is written, as commands see it. */
const createMemoryStream = (env: Readonly<Record<string, string>>): Output & {readonly read: () => string} => {
	let text = '';
	const stream = {
		write(chunk: string) {
			text += chunk;
			return true;
		},
	} as unknown as NodeJS.WriteStream;
	return {...createProcessOutput(stream, env), read: () => text};
};

const creators = {lines: createLinesReporter, github: createGithubReporter, json: createJsonReporter, junit: createJunitReporter} as const;
const names = ['lines', 'github', 'json', 'junit'] as const satisfies readonly ReporterName[];

/**
A runner on a cloud that a test moves by hand, with every way to tell a run behind it: all reporters as a job of GitHub
Actions or a terminal would get them, and the screen.
*/
export const openHostileRun = (t: Test, edges: Parameters<typeof writeDocument>[1], {env = {}, hasScreen = true}: {readonly env?: Readonly<Record<string, string>>; readonly hasScreen?: boolean} = {}) => {
	const clock = createVirtualClock(Date.UTC(2026, 10, 23, 0, 7, 38));
	const fake = createFakeCloud();
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir({}), edges), cloud: fake.cloud, clock, timeout: 60});
	const mask = createMasker(['sesame-open']);
	const feed = {store: runner.store, subscribe: (listener: Parameters<typeof runner.subscribe>[0]) => runner.subscribe(listener)};
	let summary = '';
	let tokens = 0;
	const outputs = Object.fromEntries(names.map(name => [name, createMemoryStream(env)])) as Record<typeof names[number], Output & {readonly read: () => string}>;
	const attached = attachReporters(feed, names.map(name => creators[name]({
		store: runner.store, output: outputs[name], clock, mask, cloudLabel: 'fake', hasLogs: true,
		createToken: () => `s3cret-${++tokens}`,
		stepSummary: {
			sizeBytes: () => 0,
			append(markdown) {
				summary += markdown;
			},
		},
	})), clock);
	const crashes: unknown[] = [];
	const screen = recordFrames(stdout => createElement(App, {
		store: runner.store, clock, cloudLabel: 'fake', quitSentence: 'It ends.', theme: colorTheme, terminal: stdout, keymap: defaultKeymap,
		actions: {
			...createFakeActions(runner.store, () => () => undefined), say: () => undefined, quit: () => undefined, interrupt: () => undefined,
		},
		controls: {showLines: () => undefined, suspend: () => undefined, withTerminal: async task => task()},
		cleanText: createTextCleaner(text => mask(sanitizeLine(text)), colorTheme),
		copyText: () => true,
		subscribeNotices: () => () => undefined,
		onCrash(error: unknown) {
			crashes.push(error);
		},
	}), {columns: 100, rows: 60});
	if (!hasScreen) {
		// Its spinner is drawn twelve times a second, of virtual time, too.
		screen.unmount();
	}

	t.teardown(async () => {
		screen.unmount();
		attached.detach();
		await runner.cleanup();
	});
	return {
		runner, fake, clock, attached, outputs, screen, crashes,
		readSummary: () => summary,
		/** Puts a node's log in place as bytes, and its marker when it is done. */
		put(node: string, lines: ReadonlyArray<string | Uint8Array>, isDone = false): void {
			const {invocation} = runner.store.getSnapshot();
			const prefix = `FaaSrLog/${invocation?.workflowName}/${invocation?.timestamp}/${invocation?.id}/`;
			fake.bucket.put(`${prefix}${node}.txt`, Buffer.concat(lines.flatMap(line => [Buffer.from(line), Buffer.from('\n')])));
			if (isDone) {
				fake.bucket.put(`${prefix}function_completions/${node}.done`, 'True');
			}
		},
		/** Tells the reporters that the run is over. Throws where it is not: no time passes any more that could end it. */
		async finish() {
			const {outcome, nodes} = runner.store.getSnapshot();
			if (outcome === 'RUNNING') {
				throw new Error(`The run is not over: ${[...nodes.values()].map(({id, status}) => `${id} ${status}`).join(', ')}`);
			}

			const result = await runner.result();
			attached.finish(result);
			await screen.settle();
			return result;
		},
	};
};
