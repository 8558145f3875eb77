import t from 'tap';
import {openScreenSession} from '../../../source/commands/run/open-session.js';
import {readRunOptions} from '../../../source/commands/run/read-run-options.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createMemoryOutput} from '../../support/memory-output.js';
import {buildDocument} from '../../support/workflows/build-document.js';

const argv = {
	workflow: 'flow', workflowFile: undefined, ci: false, local: true, trigger: false, timeout: 120, checkInterval: 1, streamLogs: true, functionsDir: undefined, dataDir: undefined, keep: false,
};

/** Reads the options as a command does, from a document that is nowhere on the disk. */
const read = async (text: string) => {
	const names: string[] = [];
	const output = createMemoryOutput({isTty: true});
	const options = readRunOptions(argv, {
		stdout: output, stderr: output, isInteractive: true, loadSettings: () => ({env: {}}), clock: createVirtualClock(0), signals: {onSignal: () => () => undefined}, exitWith: () => undefined,
		async readFile(path) {
			names.push(path);
			if (path === 'workflows/flow.json') {
				return text;
			}

			throw Object.assign(new Error('nothing there'), {code: 'ENOENT'});
		},
	});
	return {names, options: await options};
};

t.test('the document is read and parsed once for a start', async t => {
	const {names, options} = await read(JSON.stringify(buildDocument({a: ['b'], b: []})));
	t.equal(names.at(-1), 'workflows/flow.json');
	t.equal(options.loaded.path, 'workflows/flow.json');
	t.match(options.loaded.file, /^\/.*\/workflows\/flow\.json$/u);
	const {runner} = await openScreenSession(options);
	t.teardown(async () => runner.cleanup());
	t.equal(runner.workflow, options.loaded.workflow, 'the same object: nothing was parsed again');
	t.equal(names.filter(name => name === 'workflows/flow.json').length, 1);
});

t.test('a document that cannot be run is refused before anything is opened', async t => {
	await t.rejects(read('{"WorkflowName": "flow"}'), {code: 'document-invalid', message: /^workflows\/flow\.json is not a valid workflow document: /u});
});
