import path from 'node:path';
import {pickSettings} from '../../clouds/credentials/settings.js';
import {findCredentials} from '../../clouds/credentials/find-credentials.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {loadWorkflow} from '../../run/runner/load-workflow.js';
import {type BeforeCheck, type BeforeTrigger, collectChecks} from '../../screen/before-trigger.js';
import {type OpenRunner} from './create-runner.js';
import {type RunOptions} from './run-options.js';

const describeError = (error: unknown): string => isFaasrTuiError(error)
	? `${error.message} ${error.hint ?? ''}`.trim()
	: `The preflight checks could not run: ${error instanceof Error ? error.message : String(error)}`;

/** Loaded here, so that nothing is looked at before the first frame. */
const findChecks = async function * ({isLocal}: OpenRunner, {workflowFile, functionsDir, clock, ...settings}: RunOptions, signal: AbortSignal): AsyncGenerator<BeforeCheck> {
	const {workflow, file} = loadWorkflow(workflowFile);
	const {checkWeakSecrets} = await import('../../run/preflight/check-weak-secrets.js');
	if (isLocal) {
		yield * checkWeakSecrets(workflow.document, settings);
		const {checkLocal} = await import('../../run/preflight/check-local.js');
		yield * checkLocal({workflow, documentDir: path.dirname(file), functionsDir, secrets: pickSettings(settings, workflow.document)});
		return;
	}

	const {document} = workflow;
	const {checkGithub} = await import('../../run/preflight/check-github.js');
	const credentials = findCredentials(document, settings);
	yield * checkWeakSecrets(document, settings, credentials.used);
	yield * checkGithub({document, workflowFile: file, credentials, apiUrl: credentials.apiUrl, clock}, signal);
};

/** Looks, in the background, at what the run depends on, as `doctor` does: interpreters and functions here, or GitHub and the data stores. */
export const checkBefore = (open: OpenRunner, options: RunOptions, signal: AbortSignal): BeforeTrigger => collectChecks({
	// Nothing on this machine needs what a template left to fill in.
	warnings: loadWorkflow(options.workflowFile).warnings.filter(({code}) => !open.isLocal || code !== 'placeholder'),
	checks: findChecks(open, options, signal), describeError, signal,
});
