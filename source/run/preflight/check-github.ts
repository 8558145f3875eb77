import {getWatchedStores, isAnonymous} from '../../clouds/credentials/credential-names.js';
import {listUsed} from '../../clouds/credentials/describe-credentials.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {planRegistration} from '../../clouds/github/register/registration-plan.js';
import {type Check, fail, failWith, pass, warn} from './check.js';
import {checkNames} from './check-names.js';
import {checkRegistration} from './check-registration.js';
import {checkRepository} from './check-repository.js';
import {checkSecrets} from './check-secrets.js';
import {checkSlurmServers} from './check-slurm.js';
import {checkStore} from './check-store.js';
import {checkToken} from './check-token.js';
import {compareDocument} from './compare-document.js';
import {createPreflightContext, type PreflightContext, type PreflightOptions} from './preflight-context.js';

/** A check that cannot be carried out fails in its own words; whatever else is thrown is a bug. */
const attempt = async (id: string, work: () => Promise<Check | readonly Check[]>): Promise<readonly Check[]> => {
	try {
		return [await work()].flat();
	} catch (error) {
		if (isFaasrTuiError(error)) {
			return [failWith(id, error)];
		}

		throw error;
	}
};

/** Comes before the first request: what is sent where is said before it is sent. */
const checkCredentials = ({credentials}: PreflightOptions): readonly Check[] => [
	...listUsed(credentials).map(({variable, label, purposes}) => pass(`variable ${variable}`, `${label}: ${purposes.join(', ')}.`)),
	...credentials.missing.map(({variable, purpose}) => fail(`variable ${variable}`, `${variable} is not set: ${purpose}.`, {
		code: 'credentials', hint: 'Set it in the environment or in .env (see .env.template).',
	})),
];

const checkOnGithub = async function * (context: PreflightContext, signal: AbortSignal | undefined): AsyncGenerator<Check> {
	const {branches, skipped} = planRegistration(context.document);
	const token = await attempt('token', async () => checkToken(context, signal));
	yield * token;
	if (token.some(({status}) => status === 'failed')) {
		return;
	}

	const absent = new Set<string>();
	for (const plan of branches) {
		const checks = await attempt(`repository ${plan.owner}/${plan.repo}`, async () => checkRepository(context, plan, signal));
		yield * checks;
		if (checks.some(({status}) => status === 'failed')) {
			absent.add(`${plan.owner}/${plan.repo}@${plan.branch}`);
		}
	}

	if (context.credentials.repository !== '') {
		yield * await attempt('document-on-branch', async () => compareDocument(context, signal));
	}

	for (const plan of branches.filter(({owner, repo, branch}) => !absent.has(`${owner}/${repo}@${branch}`))) {
		yield * await attempt(`workflow-files ${plan.owner}/${plan.repo}`, async () => checkRegistration(context, plan, signal));
		yield * await attempt(`secrets ${plan.owner}/${plan.repo}`, async () => checkSecrets(context, plan, signal));
	}

	for (const {action, server, platform} of skipped.filter(({platform}) => platform !== 'SLURM')) {
		yield warn(`action ${action}`, `The action ${action} runs on ${platform} (server ${server}), which is not checked.`);
	}
};

const checkStores = async ({document, credentials: {stores, missing}, clock}: PreflightOptions, signal: AbortSignal | undefined): Promise<readonly Check[]> => {
	const watched = new Set(getWatchedStores(document));
	// Keys that a watcher needs and lacks have been named already.
	const checkable = Object.entries(document.DataStores).filter(([name, store]) => missing.length === 0 || !watched.has(name) || stores.has(name) || isAnonymous(store));
	return Promise.all(checkable.map(async ([name, store]) => checkStore({name, store, keys: stores.get(name), clock}, signal)));
};

/** Everything a run on GitHub depends on, in the order in which it should be put right. */
export const checkGithub = async function * (options: PreflightOptions, signal?: AbortSignal): AsyncGenerator<Check> {
	yield * checkNames(options.document);
	yield * checkCredentials(options);
	if (options.credentials.token !== '') {
		const opened: {context?: PreflightContext} = {};
		yield * await attempt('token', async () => {
			opened.context = createPreflightContext(options);
			return [];
		});
		if (opened.context) {
			yield * checkOnGithub(opened.context, signal);
		}
	}

	yield * checkSlurmServers(options, signal);
	yield * await checkStores(options, signal);
};
