import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {type IncomingHttpHeaders} from 'node:http';
import {getRepository, type ApiContext} from './api-context.js';
import {ApiError, createNotFound} from './api-error.js';
import {getCommitSha} from './render-repository.js';
import {getFullName, type Repository} from './repository.js';
import {type ApiRequest, type Reply, type Route} from './route.js';
import {createTarball} from './tarball.js';

/** Larger files have no content in the JSON form and must be asked for raw. */
const maxJsonFileBytes = 1_048_576;

const getBlobSha = (bytes: Uint8Array): string =>
	createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

const wantsRaw = (headers: IncomingHttpHeaders): boolean =>
	/application\/vnd\.github\.(?:[\w-]+\.)?raw\b/.test(headers.accept ?? '');

const requireRef = (repository: Repository, ref: string): void => {
	if (!repository.branches.includes(ref.replace(/^refs\/heads\//, '')) && ref !== getCommitSha(repository)) {
		throw new ApiError(404, `No commit found for the ref ${ref}`);
	}
};

const renderEntry = (repository: Repository, path: string, type: 'file' | 'dir', apiUrl: string) => {
	const bytes = repository.files.get(path) ?? new Uint8Array();
	return {
		type,
		name: path.split('/').at(-1),
		path,
		sha: getBlobSha(bytes),
		size: bytes.length,
		url: `${apiUrl}/repos/${getFullName(repository)}/contents/${path}`,
	};
};

const renderFile = (repository: Repository, path: string, bytes: Uint8Array, apiUrl: string) => {
	// GitHub breaks the lines of its base64 after 60 characters.
	const content = Buffer.from(bytes).toString('base64').replaceAll(/.{60}/g, '$&\n');
	return {
		...renderEntry(repository, path, 'file', apiUrl),
		...(bytes.length > maxJsonFileBytes ? {encoding: 'none', content: ''} : {encoding: 'base64', content: `${content}\n`}),
	};
};

const renderFolder = (repository: Repository, folder: string, apiUrl: string) => {
	const prefix = folder === '' ? '' : `${folder}/`;
	const inside = [...repository.files.keys()].filter(path => path.startsWith(prefix));
	if (inside.length === 0) {
		throw createNotFound();
	}

	const names = [...new Set(inside.map(path => path.slice(prefix.length).split('/', 1)[0]!))].sort();
	return names.map(name =>
		renderEntry(repository, prefix + name, repository.files.has(prefix + name) ? 'file' : 'dir', apiUrl));
};

const getContents = ({url, headers, params}: ApiRequest, context: ApiContext): Reply => {
	const repository = getRepository(context, params);
	requireRef(repository, url.searchParams.get('ref') ?? repository.defaultBranch);
	const path = (params['path'] ?? '').replace(/\/+$/, '');
	const bytes = repository.files.get(path);
	if (!bytes) {
		return {status: 200, json: renderFolder(repository, path, context.apiUrl)};
	}

	return wantsRaw(headers)
		? {status: 200, bytes, contentType: 'application/vnd.github.raw+json; charset=utf-8'}
		: {status: 200, json: renderFile(repository, path, bytes, context.apiUrl)};
};

const redirectToTarball = ({params}: ApiRequest, context: ApiContext): Reply => {
	const repository = getRepository(context, params);
	const ref = params['ref'] ?? '';
	requireRef(repository, ref === '' ? repository.defaultBranch : ref);
	const path = `/_signed/repos/${getFullName(repository)}/legacy.tar.gz`;
	return {status: 302, headers: {location: context.apiUrl + context.signedUrls.sign(path)}};
};

/** Files of a repository, one by one or all at once. */
export const contentsRoutes: readonly Route[] = [
	{method: 'GET', path: '/repos/:owner/:repo/contents/*path', handle: getContents},
	{method: 'GET', path: '/repos/:owner/:repo/tarball/*ref', handle: redirectToTarball},
];

/** Where the redirect to a tarball leads. */
export const signedTarballRoute: Route = {
	method: 'GET',
	path: '/_signed/repos/:owner/:repo/legacy.tar.gz',
	handle({params}, context) {
		const repository = getRepository(context, params);
		const folder = `${repository.owner}-${repository.name}-${getCommitSha(repository).slice(0, 7)}`;
		return {status: 200, bytes: createTarball(folder, repository.files), contentType: 'application/x-gzip'};
	},
};
