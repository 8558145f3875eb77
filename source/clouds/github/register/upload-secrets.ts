import {FaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {describeRepository, type RepositoryName} from '../dispatch-target.js';
import {type GithubRequest, type GithubResponse, type SendRequest} from '../github-request.js';
import {readText} from '../read-answer.js';
import {type FoundSecret} from './find-secret-values.js';
import {isForbidden} from './is-forbidden.js';
import {sealSecret} from './seal-secret.js';

/** GitHub: "Secrets are limited to 48 KB in size". */
const maxSecretBytes = 48 * 1024;

const createRefusal = (repository: RepositoryName): FaasrTuiError =>
	new FaasrTuiError(`The token may not write the secrets of ${describeRepository(repository)}.`, {
		code: 'credentials',
		hint: 'Use a token of an administrator of the repository: scope repo, or Secrets: write as a fine-grained token.',
	});

/** Seals each value and stores it under its FaaSr name, one after the other; tells each as it is done, never a value. */
export const uploadSecrets = async (
	send: SendRequest, {owner, repo}: RepositoryName, secrets: readonly FoundSecret[],
	{onUploaded, signal}: {readonly onUploaded: (secret: FoundSecret, isNew: boolean) => void; readonly signal?: AbortSignal | undefined},
): Promise<void> => {
	const tooLong = secrets.find(({value}) => value.length > maxSecretBytes);
	if (tooLong) {
		throw new FaasrTuiError(`The value of ${tooLong.variable} is longer than the 48 KB that GitHub stores.`, {code: 'credentials', hint: `Check what ${tooLong.variable} is set to.`});
	}

	if (secrets.length === 0) {
		return;
	}

	const ask = async (request: GithubRequest): Promise<GithubResponse> => {
		try {
			const response = await send({...request, accept: [404]}, signal);
			if (response.status !== 404) {
				return response;
			}
		} catch (error) {
			if (!isForbidden(error)) {
				throw error;
			}
		}

		throw createRefusal({owner, repo});
	};

	const {data: key} = await ask({
		route: 'GET /repos/{owner}/{repo}/actions/secrets/public-key', parameters: {owner, repo}, purpose: `read the key for the secrets of ${owner}/${repo}`,
	});
	for (const found of secrets) {
		const {status} = await ask({
			route: 'PUT /repos/{owner}/{repo}/actions/secrets/{secret_name}',
			parameters: {
				owner, repo, secret_name: found.secret.name, encrypted_value: await sealSecret(found.value, readText(key, ['key'])), key_id: readText(key, ['key_id']),
			},
			isSecret: true,
			purpose: `store the secret ${found.secret.name} in ${owner}/${repo}`,
		});
		onUploaded(found, status === 201);
	}
};
