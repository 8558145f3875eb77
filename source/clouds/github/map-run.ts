import {type Invocation} from '../../core/log/invocation.js';
import {type BegunRun} from '../../ports/platform.js';
import {type PlatformRun, type PlatformRunStatus} from '../../core/run/platform-run.js';
import {type RunId} from '../../core/run/run-id.js';
import {getGithubMeaning} from './github-meaning.js';
import {createGithubRunId} from './github-run-id.js';

/** GitHub's JSON of a run, as far as it is used; nothing of it is taken for granted. */
export type RawRun = Readonly<Record<string, unknown>>;

/** Whose run a title names: this invocation's, another's, or it does not say. */
type Title = {readonly owner: 'this' | 'other' | 'unknown'; readonly rank?: number};

const getText = (value: unknown): string | undefined => typeof value === 'string' && value !== '' ? value : undefined;

const getTime = (value: unknown): number | undefined => {
	const time = Date.parse(getText(value) ?? '');
	return Number.isNaN(time) ? undefined : time;
};

/** The InvocationID of a title that our registration gives, and its rank; nothing for other titles. */
const readTitle = (title: string, action: string): {readonly invocationId: string; readonly rank?: number} | undefined => {
	const ranked = /^(?<head>.+)\((?<rank>\d+)\)$/.exec(title)?.groups;
	const suffix = ` ${action}`;
	const head = ranked?.['head']?.endsWith(suffix) ? ranked['head'] : title;
	return !head.endsWith(suffix) || head.length === suffix.length
		? undefined
		: {invocationId: head.slice(0, -suffix.length), ...(head !== title && {rank: Number(ranked?.['rank'])})};
};

/** A run of the entry action as the beginning of an invocation; `undefined` for any other run. */
export const mapBegunRun = (raw: RawRun, {entry, actionByFile, webOrigin, toLocalTime}: Required<Pick<RunMapping, 'actionByFile' | 'webOrigin' | 'toLocalTime'>> & {readonly entry: string}): BegunRun | undefined => {
	const {id} = raw;
	const createdAt = getTime(raw['created_at']);
	if (typeof id !== 'number' || createdAt === undefined || actionByFile.get(getFileName(getText(raw['path']) ?? '')) !== entry) {
		return undefined;
	}

	const url = getPageUrl(raw, webOrigin);
	const invocationId = readTitle(getText(raw['display_title']) ?? '', entry)?.invocationId;
	return {
		runId: createGithubRunId(id), status: getStatus(raw['status']), createdAt: toLocalTime(createdAt), ...(url !== undefined && {url}), ...(invocationId !== undefined && {invocationId}),
	};
};

/** Reads `{InvocationID} {action}` or `{InvocationID} {action}({rank})`, what the `run-name` of our registration gives. */
export const parseTitle = (title: string, action: string, invocation: Invocation): Title => {
	const read = readTitle(title, action);
	if (read === undefined) {
		return {owner: 'unknown'};
	}

	const {invocationId, ...rank} = read;
	return {owner: invocationId === invocation.id ? 'this' : 'other', ...rank};
};

/** The file's name of a run's `path`, which can have a repository before it and `@ref` behind it. */
const getFileName = (path: string): string => path.replace(/@[^@]*$/, '').split('/').at(-1) ?? '';

/** Everything before `in_progress` (requested, waiting, pending, and what GitHub may yet invent) waits to be run. */
const getStatus = (status: unknown): PlatformRunStatus =>
	status === 'in_progress' || status === 'completed' ? status : 'queued';

export type RunMapping = {
	readonly invocation: Invocation;
	/** Runs that do not say whose they are count from here on (ms, by the platform's clock). */
	readonly since: number;
	/** Actions by the name of their workflow file. */
	readonly actionByFile: ReadonlyMap<string, string>;
	/** The invocations of runs that this program has dispatched itself, by run id. */
	readonly dispatchedBy?: ReadonlyMap<RunId, string>;
	/** Where the pages of runs are. @default 'https://github.com' */
	readonly webOrigin?: string;
	/** A time of the platform's clock in ours. @default the same */
	readonly toLocalTime?: (at: number) => number;
};

const githubOrigin = 'https://github.com';

/** The origin of the web pages that belong to an API: `https://api.github.com` and `https://api.acme.ghe.com` have theirs without `api.`, GitHub Enterprise Server on the same host. */
export const getWebOrigin = (apiUrl: string): string => {
	const {protocol, host} = new URL(apiUrl);
	return `${protocol}//${/^api\.(?:github\.com|[\w-]+\.ghe\.com)$/.test(host) ? host.slice('api.'.length) : host}`;
};

/** The page of a run, when it is where the API's pages are, or on github.com: an answer must not lead a browser anywhere else. */
export const getPageUrl = (raw: RawRun, webOrigin: string): string | undefined => {
	const text = getText(raw['html_url']) ?? '';
	if (!URL.canParse(text)) {
		return undefined;
	}

	const {origin, username, password} = new URL(text);
	return (origin === webOrigin || origin === githubOrigin) && username === '' && password === '' ? text : undefined;
};

const getConclusion = (raw: RawRun, status: PlatformRunStatus): string | undefined =>
	status === 'completed' ? getText(raw['conclusion']) ?? 'unknown' : undefined;

/** A title without an id says nothing, but who dispatched a run knows whose it is. */
const getOwner = ({owner}: Title, dispatchedBy: string | undefined, {id}: Invocation): Title['owner'] =>
	owner === 'unknown' && dispatchedBy !== undefined ? (dispatchedBy === id ? 'this' : 'other') : owner;

/** GitHub's run as ours, or `undefined` when it does not belong to this workflow or this invocation. */
export const mapRun = (raw: RawRun, {invocation, since, actionByFile, dispatchedBy, webOrigin = githubOrigin, toLocalTime = at => at}: RunMapping): PlatformRun | undefined => {
	const {id} = raw;
	const action = actionByFile.get(getFileName(getText(raw['path']) ?? ''));
	if (typeof id !== 'number' || action === undefined) {
		return undefined;
	}

	const title = parseTitle(getText(raw['display_title']) ?? '', action, invocation);
	const owner = getOwner(title, dispatchedBy?.get(createGithubRunId(id)), invocation);
	const {rank} = title;
	const createdAt = getTime(raw['created_at']);
	if (owner === 'other' || (owner === 'unknown' && createdAt !== undefined && createdAt < since)) {
		return undefined;
	}

	const status = getStatus(raw['status']);
	const conclusion = getConclusion(raw, status);
	const endedAt = status === 'completed' ? getTime(raw['updated_at']) : undefined;
	const url = getPageUrl(raw, webOrigin);
	return {
		id: createGithubRunId(id),
		action,
		status,
		...(rank === undefined ? {} : {rank}),
		...(conclusion === undefined ? {} : {conclusion, meaning: getGithubMeaning(conclusion)}),
		...(createdAt === undefined ? {} : {createdAt: toLocalTime(createdAt)}),
		...(endedAt === undefined ? {} : {endedAt: toLocalTime(endedAt)}),
		...(url === undefined ? {} : {url}),
		...(owner === 'unknown' ? {isGuess: true} : {}),
		...(typeof raw['run_attempt'] === 'number' ? {attempt: raw['run_attempt']} : {}),
	};
};
