import process from 'node:process';
import {systemClock} from '../ports/clock/system-clock.js';
import {createMasker} from '../core/secrets/mask-secrets.js';
import {listDocumentNames} from '../core/workflow/document-names.js';
import {sanitizeLine} from '../core/text/sanitize.js';
import {type WorkflowDocument} from '../core/workflow/document.js';
import {hasNoCredentials} from '../clouds/credentials/find-credentials.js';
import {pickSettings, type Settings} from '../clouds/credentials/settings.js';
import {readEnvFile} from '../environment/read-env-file.js';
import {type Invocation} from '../core/log/invocation.js';
import {loadWorkflow} from '../run/runner/load-workflow.js';
import {WorkflowRunner, type WorkflowRunnerOptions} from '../run/runner/workflow-runner.js';
import {findWorkflowFile} from './find-workflow-file.js';
import {streamLogs} from './stream-logs.js';
import {type WatchedRun} from './watched-run.js';

/** What a run is started with; `useWorkflow` documents each. */
export type RunStart = Omit<WorkflowRunnerOptions, 'workflowFile' | 'clock' | 'cloud' | 'streamLogs'>;

const placeholder = 'YOUR_GITHUB_NAME';

/** The example documents name nobody's repository before they are made one's own, so that a token alone does not send them to GitHub. */
const namesNobody = ({ComputeServers: servers}: WorkflowDocument): boolean =>
	Object.values(servers).some(({UserName}) => UserName === placeholder);

const createRunner = (file: string | undefined, start: RunStart, settings: Settings): WorkflowRunner => {
	const workflowFile = findWorkflowFile(file, pickSettings(settings));
	const loaded = loadWorkflow(workflowFile);
	const {document} = loaded.workflow;
	const local = start.local ?? (hasNoCredentials(document, settings) || namesNobody(document));
	return new WorkflowRunner({...start, ...settings, workflowFile, local}, loaded);
};

/** Aborts when nothing new will come of a run: its runner was cleaned up, or watching ended with a bug. */
const createStop = (runner: WorkflowRunner) => {
	const stop = new AbortController();
	void (async () => {
		try {
			await runner.result();
		} catch (error) {
			stop.abort(error);
		}
	})();

	return stop;
};

const trigger = async (runner: WorkflowRunner, settings: Settings): Promise<WatchedRun> => {
	const {defaultStore, secrets} = await runner.openCloud();
	if (pickSettings(settings)['FAASR_TUI_STREAM'] === '1') {
		const mask = createMasker(secrets, {names: listDocumentNames(runner.workflow.document)});
		streamLogs(runner, text => mask(sanitizeLine(text)));
	}

	const invocation: Invocation = await runner.triggerWorkflow();
	const stop = createStop(runner);
	return {
		workflow: runner.workflow,
		invocation,
		store: runner.store,
		defaultStore,
		secrets,
		clock: systemClock,
		stopped: stop.signal,
		result: async () => runner.result(),
		async close() {
			stop.abort(new Error('The workflow was torn down while something still waited for it. Await everything within the test.'));
			await runner.cleanup();
		},
	};
};

/** Invokes a workflow on the cloud that the environment chooses, and watches it in the background. A failed start leaves nothing behind. */
export const openRun = async (file: string | undefined, start: RunStart): Promise<WatchedRun> => {
	const {env, envFile} = start;
	const settings: Settings = env === undefined ? {env: process.env, envFile: envFile ?? readEnvFile(process.cwd())} : {env, envFile};
	const runner = createRunner(file, start, settings);
	try {
		return await trigger(runner, settings);
	} catch (error) {
		await runner.cleanup();
		throw error;
	}
};
