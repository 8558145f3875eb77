import {describeRepository} from '../../clouds/github/dispatch-target.js';
import {type GithubResponse} from '../../clouds/github/github-request.js';
import {type BranchPlan} from '../../clouds/github/register/registration-plan.js';
import {type Check, fail, pass, warn} from './check.js';
import {listAll, type PreflightContext} from './preflight-context.js';

const list = async (context: PreflightContext, {owner, repo}: BranchPlan, kind: 'secrets' | 'organization-secrets', signal: AbortSignal | undefined): Promise<ReadonlySet<string> | GithubResponse> => {
	const secrets = await listAll(context, {
		route: `GET /repos/{owner}/{repo}/actions/${kind}`, parameters: {owner, repo}, field: 'secrets', purpose: `list the secrets of ${describeRepository({owner, repo})}`,
	}, signal);
	return 'status' in secrets ? secrets : new Set(secrets.flatMap(({name}) => typeof name === 'string' ? [name.toUpperCase()] : []));
};

/** Looks for the secrets that the actions of a branch need, by name: GitHub never gives a value back. */
export const checkSecrets = async (context: PreflightContext, plan: BranchPlan, signal?: AbortSignal): Promise<Check> => {
	const name = describeRepository(plan);
	const id = `secrets ${name}`;
	if (plan.secrets.length === 0) {
		return pass(id, `The actions in ${name} need no secrets of the repository.`);
	}

	const own = await list(context, plan, 'secrets', signal);
	if ('status' in own) {
		return warn(id, `The secrets of ${name} cannot be checked with this token (HTTP ${own.status}).`, `These must be set: ${plan.secrets.map(secret => secret.name).join(', ')}.`);
	}

	const missing = plan.secrets.map(secret => secret.name).filter(secret => !own.has(secret.toUpperCase()));
	const inherited = missing.length === 0 ? new Set<string>() : await list(context, plan, 'organization-secrets', signal);
	const absent = missing.filter(secret => 'status' in inherited || !inherited.has(secret.toUpperCase()));
	return absent.length === 0
		? pass(id, `The ${plan.secrets.length} secrets that the actions in ${name} need are set.`)
		: fail(id, `The repository ${name} lacks secrets that its actions need: ${absent.join(', ')}.`, {
			code: 'credentials', hint: 'Add them in its settings under Secrets and variables, or run faasr-tui register <workflow file> --secrets.',
		});
};
