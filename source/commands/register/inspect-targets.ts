import {getTokenVariables} from '../../clouds/credentials/credential-names.js';
import {findApiUrl, getHost} from '../../clouds/credentials/api-url.js';
import {type Environment, findCredential, type FoundCredential} from '../../clouds/credentials/find-credential.js';
import {pickSettings, type Settings} from '../../clouds/credentials/settings.js';
import {findSecretValues, type FoundSecret} from '../../clouds/github/register/find-secret-values.js';
import {assumeBranch, inspectBranch} from '../../clouds/github/register/inspect-branch.js';
import {describeBranch, type BranchPlan, type RegistrationPlan} from '../../clouds/github/register/registration-plan.js';
import {ConnectionError} from '../../clouds/github/request-error.js';
import {type SendRequest} from '../../clouds/github/github-request.js';
import {createSendRequest} from '../../clouds/github/send-request.js';
import {type WorkflowDocument} from '../../core/workflow/document.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Clock} from '../../ports/clock.js';
import {type PlannedBranch} from './render-plan.js';

/** A planned branch whose changes a token can make. */
export type Target = PlannedBranch & {readonly send: SendRequest};

/** What of the options says how GitHub is asked. */
export type InspectOptions = Settings & {
	readonly isDryRun: boolean;
	readonly shouldUploadSecrets: boolean;
	/** `--create`: a repository that is not there will be. */
	readonly canCreate: boolean;
	readonly clock: Clock;
};

type BranchToken = readonly [plan: BranchPlan, token: FoundCredential | undefined];

const findToken = (env: Environment, {servers}: BranchPlan): FoundCredential | undefined =>
	findCredential(env, servers.flatMap(server => getTokenVariables(server)));

/** The sentence that names every token that is missing; `undefined` when there are all. */
const findMissingTokens = (tokens: readonly BranchToken[]): FaasrTuiError | undefined => {
	const missing = tokens.filter(([, token]) => token === undefined).map(([plan]) => `${plan.servers.join(', ')} (${describeBranch(plan)})`);
	return missing.length === 0
		? undefined
		: new FaasrTuiError(`Credentials are missing: a GitHub token for the compute server ${missing.join('; ')}.`, {
			code: 'credentials',
			hint: 'Set GITHUB_TOKEN, or <server>_PAT for each, in the environment or in .env, to a token with the scopes repo and workflow.',
		});
};

/** Everything the environment and `.env` have for the plan, and where it may go. */
export type FoundValues = {readonly tokens: readonly BranchToken[]; readonly values: readonly FoundSecret[]; readonly apiUrl: string};

/** Looks up the tokens and the values of secrets. @throws FaasrTuiError with code `credentials` for a token that is missing, except in a dry run. */
export const findValues = (options: InspectOptions, document: WorkflowDocument, plan: RegistrationPlan): FoundValues => {
	const env = pickSettings(options, document);
	const tokens = plan.branches.map(branch => [branch, findToken(env, branch)] as const);
	const missing = findMissingTokens(tokens);
	if (missing && !options.isDryRun) {
		throw missing;
	}

	const values = findSecretValues(document, env, plan.branches.flatMap(({secrets}) => secrets));
	const sent = [...tokens.flatMap(([, token]) => token ?? []), ...options.shouldUploadSecrets ? values : []];
	return {tokens, values, apiUrl: findApiUrl(options, sent.map(({variable}) => variable))};
};

/** Says what is sent where before it is sent. */
export const describeSent = ({tokens, apiUrl}: FoundValues): string => findMissingTokens(tokens) === undefined
	? [...new Set(tokens.map(([, token]) => `${token?.variable ?? ''} -> ${getHost(apiUrl)}\n`))].join('')
	: '';

/** The planned branches; with the reason when GitHub could not be asked, which only a dry run may do without. */
export type Inspection = {readonly targets: readonly Target[]} | {readonly branches: readonly PlannedBranch[]; readonly reason: string};

const getUploads = ({secrets}: BranchPlan, {shouldUploadSecrets}: InspectOptions, values: readonly FoundSecret[]): readonly FoundSecret[] => {
	const names = new Set(secrets.map(({name}) => name));
	return shouldUploadSecrets ? values.filter(({secret}) => names.has(secret.name)) : [];
};

const assume = (options: InspectOptions, {tokens, values}: FoundValues, reason: string): Inspection => ({
	branches: tokens.map(([plan]) => ({state: assumeBranch(plan), uploads: getUploads(plan, options, values)})), reason,
});

/** Compares every planned branch with GitHub. A dry run without a token or a connection goes by the document alone. */
export const inspectTargets = async (options: InspectOptions, found: FoundValues): Promise<Inspection> => {
	const {clock, canCreate, isDryRun} = options;
	const targets: Target[] = [];
	for (const [plan, token] of found.tokens) {
		if (token === undefined) {
			return assume(options, found, 'there is no token');
		}

		const send = createSendRequest({token: token.value, apiUrl: found.apiUrl, clock});
		try {
			targets.push({send, uploads: getUploads(plan, options, found.values), state: await inspectBranch(send, plan, {canCreate})});
		} catch (error) {
			if (isDryRun && error instanceof ConnectionError) {
				return assume(options, found, 'GitHub cannot be reached');
			}

			throw error;
		}
	}

	return {targets};
};
