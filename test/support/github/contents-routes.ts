import {Buffer} from 'node:buffer';
import {type IncomingHttpHeaders} from 'node:http';
import {trimEndSlashes} from '../../../source/core/text/trim-slashes.js';
import {getRepository, readFiles, type ApiContext} from '../../../source/clouds/local/actions-api/api-context.js';
import {createNotFound} from '../../../source/clouds/local/actions-api/api-error.js';
import {contentsRoute} from '../../../source/clouds/local/actions-api/contents-route.js';
import {type Reply} from '../../../source/clouds/local/actions-api/reply.js';
import {getFullName, type Repository} from '../../../source/clouds/local/actions-api/repository.js';
import {type ApiRequest, type Route} from '../../../source/clouds/local/actions-api/route.js';
import {hashObject} from './git-objects.js';
import {createTarball} from './tarball.js';

/** Larger files have no content in the JSON form and must be asked for raw. */
const maxJsonFileBytes = 1_048_576;

const wantsRaw = (headers: IncomingHttpHeaders): boolean =>
	/application\/vnd\.github\.(?:[\w-]+\.)?raw\b/.test(headers.accept ?? '');

type Files = ReadonlyMap<string, Uint8Array>;

type Entry = {readonly path: string; readonly type: 'file' | 'dir'; readonly bytes?: Uint8Array | undefined};

const renderEntry = (repository: Repository, {path, type, bytes = new Uint8Array()}: Entry, apiUrl: string) => ({
	type,
	name: path.split('/').at(-1),
	path,
	sha: hashObject('blob', bytes),
	size: bytes.length,
	url: `${apiUrl}/repos/${getFullName(repository)}/contents/${path}`,
});

const renderFile = (repository: Repository, path: string, bytes: Uint8Array, apiUrl: string) => {
	// GitHub breaks the lines of its base64 after 60 characters.
	const content = Buffer.from(bytes).toString('base64').replaceAll(/.{60}/g, '$&\n');
	return {
		...renderEntry(repository, {path, type: 'file', bytes}, apiUrl),
		...(bytes.length > maxJsonFileBytes ? {encoding: 'none', content: ''} : {encoding: 'base64', content: `${content}\n`}),
	};
};

const renderFolder = (repository: Repository, files: Files, {folder, apiUrl}: {readonly folder: string; readonly apiUrl: string}) => {
	const prefix = folder === '' ? '' : `${folder}/`;
	const inside = [...files.keys()].filter(path => path.startsWith(prefix));
	if (inside.length === 0) {
		throw createNotFound();
	}

	const names = [...new Set(inside.map(path => path.slice(prefix.length).split('/', 1)[0]!))].sort();
	return names.map(name =>
		renderEntry(repository, {path: prefix + name, type: files.has(prefix + name) ? 'file' : 'dir', bytes: files.get(prefix + name)}, apiUrl));
};

const getContents = async (request: ApiRequest, context: ApiContext): Promise<Reply> => {
	const {url, headers, params} = request;
	if (wantsRaw(headers)) {
		return contentsRoute.handle(request, context);
	}

	const repository = getRepository(context, params);
	const files = readFiles(context, repository, url.searchParams.get('ref') ?? repository.defaultBranch);
	const path = trimEndSlashes(params['path'] ?? '');
	const bytes = files.get(path);
	return {
		status: 200,
		json: bytes ? renderFile(repository, path, bytes, context.apiUrl) : renderFolder(repository, files, {folder: path, apiUrl: context.apiUrl}),
	};
};

const redirectToTarball = ({params}: ApiRequest, context: ApiContext): Reply => {
	const repository = getRepository(context, params);
	const ref = params['ref'] ?? '';
	const branch = ref === '' ? repository.defaultBranch : ref.replace(/^refs\/heads\//, '');
	readFiles(context, repository, branch);
	const sha = context.getFiles(repository).getHead(branch) ?? branch;
	const path = `/_signed/repos/${getFullName(repository)}/legacy.tar.gz/${sha}`;
	return {status: 302, headers: {location: context.apiUrl + context.signedUrls.sign(path)}};
};

/** Where the redirect to a tarball leads. */
const signedTarballRoute: Route = {
	method: 'GET',
	path: '/_signed/repos/:owner/:repo/legacy.tar.gz/:sha',
	handle({params}, context) {
		const repository = getRepository(context, params);
		const sha = params['sha'] ?? '';
		const folder = `${repository.owner}-${repository.name}-${sha.slice(0, 7)}`;
		return {status: 200, bytes: createTarball(folder, readFiles(context, repository, sha)), contentType: 'application/x-gzip'};
	},
};

/** Files of a repository as JSON, the lists of its folders, and all of them at once. */
export const contentsRoutes: readonly Route[] = [
	{method: 'GET', path: '/repos/:owner/:repo/contents/*path', handle: getContents},
	{method: 'GET', path: '/repos/:owner/:repo/tarball/*ref', handle: redirectToTarball},
	signedTarballRoute,
];
