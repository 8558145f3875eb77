import {Buffer} from 'node:buffer';
import {type IncomingHttpHeaders} from 'node:http';
import {trimEndSlashes} from '../../../core/text/trim-slashes.js';
import {getRepository, type ApiContext} from './api-context.js';
import {ApiError, createNotFound} from './api-error.js';
import {hashObject} from './git/git-objects.js';
import {getFullName, type Repository} from './repository.js';
import {type ApiRequest, type Reply, type Route} from './route.js';
import {createTarball} from './tarball.js';

/** Larger files have no content in the JSON form and must be asked for raw. */
const maxJsonFileBytes = 1_048_576;

const wantsRaw = (headers: IncomingHttpHeaders): boolean =>
	/application\/vnd\.github\.(?:[\w-]+\.)?raw\b/.test(headers.accept ?? '');

type Files = ReadonlyMap<string, Uint8Array>;

const readFiles = (context: ApiContext, repository: Repository, ref: string): Files => {
	const files = context.getGit(repository).readFiles(ref);
	if (!files) {
		throw new ApiError(404, `No commit found for the ref ${ref}`);
	}

	return files;
};

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

const getContents = ({url, headers, params}: ApiRequest, context: ApiContext): Reply => {
	const repository = getRepository(context, params);
	const files = readFiles(context, repository, url.searchParams.get('ref') ?? repository.defaultBranch);
	const path = trimEndSlashes(params['path'] ?? '');
	const bytes = files.get(path);
	if (!bytes) {
		return {status: 200, json: renderFolder(repository, files, {folder: path, apiUrl: context.apiUrl})};
	}

	return wantsRaw(headers)
		? {status: 200, bytes, contentType: 'application/vnd.github.raw+json; charset=utf-8'}
		: {status: 200, json: renderFile(repository, path, bytes, context.apiUrl)};
};

const redirectToTarball = ({params}: ApiRequest, context: ApiContext): Reply => {
	const repository = getRepository(context, params);
	const ref = params['ref'] ?? '';
	const branch = ref === '' ? repository.defaultBranch : ref.replace(/^refs\/heads\//, '');
	readFiles(context, repository, branch);
	const sha = context.getGit(repository).getHead(branch) ?? branch;
	const path = `/_signed/repos/${getFullName(repository)}/legacy.tar.gz/${sha}`;
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
	path: '/_signed/repos/:owner/:repo/legacy.tar.gz/:sha',
	handle({params}, context) {
		const repository = getRepository(context, params);
		const sha = params['sha'] ?? '';
		const folder = `${repository.owner}-${repository.name}-${sha.slice(0, 7)}`;
		return {status: 200, bytes: createTarball(folder, readFiles(context, repository, sha)), contentType: 'application/x-gzip'};
	},
};
