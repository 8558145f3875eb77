import path from 'node:path';
import process from 'node:process';
import {getWatchedStores} from '../../clouds/credentials/credential-names.js';
import {isOnGithub} from '../../clouds/github/dispatch-target.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Check} from './check.js';
import {checkNames} from './check-names.js';
import {checkSlurmBeforeTrigger} from './check-slurm.js';
import {checkStore} from './check-store.js';
import {checkEntryWorkflowFile} from './check-workflow-file.js';
import {compareDocument} from './compare-document.js';
import {createPreflightContext, type PreflightOptions} from './preflight-context.js';

const createRefusal = ({message, code = 'unreachable'}: Check, workflowFile: string): FaasrTuiError =>
	new FaasrTuiError(message, {code, hint: `Run faasr-tui doctor ${path.relative(process.cwd(), workflowFile) || workflowFile} to see every check.`});

/**
The part of the checks that costs next to nothing, before every trigger: two requests to GitHub and one to each store that is watched.

Throws a `FaasrTuiError` when the run cannot work; gives one sentence for each thing that may only surprise.
*/
export const checkBeforeTrigger = async (options: PreflightOptions, signal?: AbortSignal): Promise<readonly string[]> => {
	const {document, credentials: {stores, token}, clock, workflowFile} = options;
	const [refused] = checkNames(document);
	if (refused !== undefined) {
		throw createRefusal(refused, workflowFile);
	}

	// Where nothing runs on GitHub nothing of it is asked.
	const context = token !== '' && Object.keys(document.ActionList).some(action => isOnGithub(document, action)) ? createPreflightContext(options) : undefined;
	const checks = [...checkSlurmBeforeTrigger(options), ...await Promise.all([
		...(context === undefined ? [] : [...(isOnGithub(document, document.FunctionInvoke) ? [checkEntryWorkflowFile(context, signal)] : []), compareDocument(context, signal)]),
		...getWatchedStores(document).map(async name => checkStore({name, store: document.DataStores[name] ?? {Bucket: ''}, keys: stores.get(name), clock}, signal)),
	])];
	const failed = checks.find(({status}) => status === 'failed');
	if (failed !== undefined) {
		throw createRefusal(failed, workflowFile);
	}

	return checks.filter(({status}) => status === 'warning').map(({message, hint}) => hint === undefined ? message : `${message} ${hint}`);
};
