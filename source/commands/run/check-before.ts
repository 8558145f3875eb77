import path from 'node:path';
import {findCredentials} from '../../credentials/find-credentials.js';
import {isFaasrTuiError} from '../../errors/faasr-tui-error.js';
import {checkGithub} from '../../preflight/check-github.js';
import {checkLocal} from '../../preflight/check-local.js';
import {loadWorkflow} from '../../runner/load-workflow.js';
import {type BeforeTrigger, collectChecks} from '../../ui/before-trigger.js';
import {type OpenRunner} from './create-runner.js';
import {type RunOptions} from './run-options.js';

const describeError = (error: unknown): string => isFaasrTuiError(error)
	? `${error.message} ${error.hint ?? ''}`.trim()
	: `What the run depends on could not be checked: ${error instanceof Error ? error.message : String(error)}`;

/** Looks, in the background, at what the run depends on, as `doctor` does: interpreters and functions here, or GitHub and the data stores. */
export const checkBefore = ({isLocal}: OpenRunner, {workflowFile, functionsDir, env, clock}: RunOptions, signal: AbortSignal): BeforeTrigger => {
	const {workflow, file, warnings} = loadWorkflow(workflowFile);
	const {document} = workflow;
	const checks = isLocal
		? checkLocal({workflow, documentDir: path.dirname(file), functionsDir})
		: checkGithub({document, workflowFile: file, credentials: findCredentials(document, env), apiUrl: env['GITHUB_API_URL'], clock}, signal);
	return collectChecks({warnings, checks, describeError, signal});
};
