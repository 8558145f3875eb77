import {promisify} from 'node:util';
import {gunzip} from 'node:zlib';
import {followSameOrigin} from '../../../network/follow-same-origin.js';
import {isSafeUrl} from '../../../network/is-safe-url.js';
import {outgoingFetch} from '../../../network/outgoing-fetch.js';
import {readBounded} from '../../../network/read-bounded.js';
import {type ArchiveFile, readTarArchive} from './tar-archive.js';
import {type GitPath} from './git-path.js';

/** How functions are fetched from GitHub. */
export type FetchFunctions = {
	/** @default 'https://api.github.com' */
	readonly apiUrl?: string;
	/** Sent only when given: functions of public repositories need none. */
	readonly token?: string;
	/** @default 60_000 */
	readonly timeoutMs?: number;
};

const maxDownloadBytes = 50_000_000;
const maxUnpackedBytes = 200_000_000;

const getTarget = (response: Response): string | undefined => {
	const location = response.headers.get('location') ?? '';
	return response.status >= 300 && response.status < 400 && URL.canParse(location) && isSafeUrl(new URL(location)) ? location : undefined;
};

const request = async (path: string, accept: string, {apiUrl = 'https://api.github.com', token, timeoutMs = 60_000}: FetchFunctions, signal: AbortSignal): Promise<Uint8Array> => {
	const send = followSameOrigin(outgoingFetch);
	const headers = {accept, 'user-agent': 'faasr-tui', 'x-github-api-version': '2022-11-28'};
	const timedSignal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
	let response = await send(`${apiUrl}${path}`, {headers: {...headers, ...(token === undefined ? {} : {authorization: `token ${token}`})}, signal: timedSignal});
	const target = getTarget(response);
	if (target !== undefined) {
		// GitHub keeps archives on another host, under signed addresses that need no token, and must not get one.
		await response.body?.cancel();
		response = await send(target, {headers, signal: timedSignal});
	}

	if (!response.ok) {
		await response.body?.cancel();
		throw new Error(`GitHub answered ${response.status}`);
	}

	return response.body ? readBounded(response.body, maxDownloadBytes) : new Uint8Array();
};

const encodePath = (path: string): string => path.split('/').map(segment => encodeURIComponent(segment)).join('/');

const fetchFile = async ({owner, repo, ref, paths}: GitPath, options: FetchFunctions, signal: AbortSignal): Promise<readonly ArchiveFile[]> => {
	const [path = ''] = paths;
	const query = ref === undefined ? '' : `?ref=${encodeURIComponent(ref)}`;
	const bytes = await request(`/repos/${owner}/${repo}/contents/${encodePath(path)}${query}`, 'application/vnd.github.raw+json', options, signal);
	return [{path: path.split('/').at(-1) ?? path, bytes}];
};

const fetchFolder = async ({owner, repo, paths}: GitPath, options: FetchFunctions, signal: AbortSignal): Promise<readonly ArchiveFile[]> => {
	const archive = await request(`/repos/${owner}/${repo}/tarball`, 'application/vnd.github+json', options, signal);
	const files = readTarArchive(await promisify(gunzip)(archive, {maxOutputLength: maxUnpackedBytes}));
	for (const path of paths) {
		// GitHub wraps everything in one folder, `owner-repo-sha`, which FaaSr keeps: it becomes part of the module names.
		const found = files.filter(file => path === '' || file.path.split('/').slice(1).join('/').startsWith(`${path}/`));
		if (found.length > 0) {
			return found;
		}
	}

	throw new Error(`there is no folder ${paths[0] ?? ''} on the default branch`);
};

/** Fetches the files that an entry of `FunctionGitRepo` names, with the paths they get below the functions folder. */
export const fetchFromGithub = async (path: GitPath, options: FetchFunctions, signal: AbortSignal): Promise<readonly ArchiveFile[]> =>
	path.isFile ? fetchFile(path, options, signal) : fetchFolder(path, options, signal);

/** Says why a fetch failed without showing addresses or tokens. */
export const describeFetchFailure = (error: unknown): string => {
	if (!(error instanceof Error)) {
		return String(error);
	}

	const code = (error.cause as {readonly code?: unknown} | undefined)?.code;
	if (error.name === 'TimeoutError') {
		return 'GitHub did not answer in time';
	}

	return typeof code === 'string' ? `GitHub is out of reach (${code}); put the function next to the document or name a functions folder` : error.message;
};
