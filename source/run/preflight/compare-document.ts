import {Buffer} from 'node:buffer';
import {isDeepStrictEqual} from 'node:util';
import {readDocumentFile} from '../../environment/read-regular-file.js';
import {type Check, fail, pass, warn} from './check.js';
import {type DocumentLocation, getDocumentLocation} from './payload-url.js';
import {getPermissionHint, type PreflightContext, undecided} from './preflight-context.js';

const id = 'document-on-branch';
const publishHint = 'Run faasr-tui register <workflow file> to publish the document with its functions.';

const toBytes = (data: unknown): Uint8Array | undefined => {
	if (typeof data === 'string') {
		return Buffer.from(data);
	}

	return data instanceof ArrayBuffer ? Buffer.from(data) : undefined;
};

const parse = (bytes: Uint8Array): unknown => {
	try {
		return JSON.parse(Buffer.from(bytes).toString().replace(/^\uFEFF/, '')) as unknown;
	} catch {
		return undefined;
	}
};

const compare = (there: Uint8Array, here: Uint8Array, place: string): Check => {
	if (Buffer.compare(there, here) === 0) {
		return pass(id, `${place} is the same as the local file.`);
	}

	const parsed = parse(there);
	if (parsed === undefined) {
		return fail(id, `${place} is not JSON, so no action can read it.`, {hint: publishHint});
	}

	return isDeepStrictEqual(parsed, parse(here))
		? pass(id, `${place} says the same as the local file; only its formatting differs.`)
		: warn(id, `${place} differs from the local file: actions will run what is on the branch.`, 'Run faasr-tui register <workflow file> to publish the local file, or pull the branch.');
};

const describePlace = ({owner, repo, ref, path}: DocumentLocation): string => `${path} on branch ${ref} of ${owner}/${repo}`;

/** Compares the document that actions will fetch with the local file: a change that is not pushed is the most common trap. */
export const compareDocument = async ({document, credentials, workflowFile, send}: PreflightContext, signal?: AbortSignal): Promise<Check> => {
	const place = getDocumentLocation(document, credentials.repository, workflowFile);
	const {owner, repo, ref, path} = place;
	const where = describePlace(place);
	const response = await send({
		route: 'GET /repos/{owner}/{repo}/contents/{path}',
		parameters: {owner, repo, path, ref, headers: {accept: 'application/vnd.github.raw+json'}},
		purpose: `read ${where}`,
		accept: [404, ...undecided],
		isFile: true,
	}, signal);
	const {status, data} = response;
	if (status === 404) {
		return fail(id, `There is no ${where}, so no action can fetch it.`, {hint: `${publishHint} Or correct GITHUB_REPOSITORY (${credentials.repository}) or the server's Branch.`});
	}

	const there = toBytes(data);
	if (status !== 200 || there === undefined) {
		return warn(id, `${where} cannot be compared with the local file (HTTP ${status}).`, getPermissionHint(response, 'Contents: read'));
	}

	return compare(there, Buffer.from(readDocumentFile(workflowFile)), where);
};
