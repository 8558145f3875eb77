import {getRepository, type ApiContext} from '../../../source/clouds/local/actions-api/api-context.js';
import {ApiError} from '../../../source/clouds/local/actions-api/api-error.js';
import {paginate} from '../../../source/clouds/local/actions-api/paginate.js';
import {getFullName} from '../../../source/clouds/local/actions-api/repository.js';
import {type Reply} from '../../../source/clouds/local/actions-api/reply.js';
import {type ApiRequest, type Route} from '../../../source/clouds/local/actions-api/route.js';
import {type SecretStore} from './secret-store.js';

/** Letters, digits and underscores, not beginning with a digit or with GITHUB_. */
const isAllowedName = (name: string): boolean => /^[a-z_]\w*$/i.test(name) && !/^github_/i.test(name);

const isBase64 = (text: string): boolean => /^[a-z\d+/]+={0,2}$/i.test(text) && text.length % 4 === 0;

const putSecret = async (secrets: SecretStore, request: ApiRequest, context: ApiContext): Promise<Reply> => {
	const repository = getRepository(context, request.params);
	const name = request.params['name'] ?? '';
	const body = await request.readJson();
	const {encrypted_value: value, key_id: keyId} = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
	if (!isAllowedName(name)) {
		throw new ApiError(422, 'Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_). Spaces are not allowed. Must start with a letter ([a-z], [A-Z]) or underscores (_).');
	}

	if (typeof value !== 'string' || !isBase64(value) || keyId !== secrets.keyId) {
		throw new ApiError(422, 'Bad request - failed to decrypt the secret value');
	}

	const isNew = secrets.put({repository: getFullName(repository), name: name.toUpperCase(), encryptedValue: value});
	return isNew ? {status: 201, json: {}} : {status: 204};
};

const listSecrets = (request: ApiRequest, context: ApiContext, names: readonly string[]): Reply => {
	const {items, headers} = paginate(names, request.url, context.apiUrl);
	const at = `${new Date(context.clock.now()).toISOString().slice(0, 19)}Z`;
	return {status: 200, headers, json: {total_count: names.length, secrets: items.map(name => ({name, created_at: at, updated_at: at}))}};
};

/** A repository's secrets: names, the key they are sealed for, and writing. */
export const createSecretRoutes = (secrets: SecretStore): readonly Route[] => [
	{
		method: 'GET',
		path: '/repos/:owner/:repo/actions/secrets',
		handle: (request, context) => listSecrets(request, context, secrets.listNames(getFullName(getRepository(context, request.params)))),
	},
	{
		method: 'GET',
		path: '/repos/:owner/:repo/actions/organization-secrets',
		handle(request, context) {
			getRepository(context, request.params);
			return listSecrets(request, context, []);
		},
	},
	{
		method: 'GET',
		path: '/repos/:owner/:repo/actions/secrets/public-key',
		handle(request, context) {
			getRepository(context, request.params);
			return {status: 200, json: {key_id: secrets.keyId, key: secrets.publicKey}};
		},
	},
	{method: 'PUT', path: '/repos/:owner/:repo/actions/secrets/:name', handle: async (request, context) => putSecret(secrets, request, context)},
];
