import {
	lstatSync, readFileSync, renameSync, rmSync, writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {type LocalCloud} from './local-cloud.js';

/** A local cloud that runs, as it lets other programs of the user find it. */
export type RunningCloud = {
	/** The workflow that it runs. */
	readonly workflow: string;
	readonly s3: LocalCloud['s3'];
	readonly github: Pick<LocalCloud['github'], 'apiUrl' | 'token'>;
};

const getFile = (root: string): string => join(root, 'running.json');

/** Leaves its addresses and credentials in the data folder, for the user's eyes only; gives what removes them again. */
export const announceCloud = (root: string, {workflow, s3, github: {apiUrl, token}}: RunningCloud): () => void => {
	const file = getFile(root);
	const draft = `${file}.draft`;
	rmSync(draft, {force: true});
	writeFileSync(draft, JSON.stringify({workflow, s3, github: {apiUrl, token}}), {flag: 'wx', mode: 0o600});
	renameSync(draft, file);
	return () => {
		rmSync(file, {force: true});
	};
};

/** A file that came with a folder from elsewhere, as Git brings it, is readable for others or is somebody else's. */
const isPrivate = (file: string): boolean => {
	const stats = lstatSync(file, {throwIfNoEntry: false});
	return stats?.isFile() === true && stats.mode % 0o100 === 0 && (process.getuid === undefined || stats.uid === process.getuid());
};

const isLoopback = (url: unknown): boolean => typeof url === 'string' && /^http:\/\/127\.0\.0\.1:\d+$/.test(url);

const read = (file: string): RunningCloud | undefined => {
	try {
		const cloud = JSON.parse(readFileSync(file, 'utf8')) as RunningCloud;
		const {workflow, s3: {endpoint, accessKeyId, secretAccessKey}, github: {apiUrl, token}} = cloud;
		const isWhole = isLoopback(endpoint) && isLoopback(apiUrl) && [workflow, accessKeyId, secretAccessKey, token].every(text => typeof text === 'string');
		return isWhole ? cloud : undefined;
	} catch {
		return undefined;
	}
};

/** Whether the cloud is still there, and no other program at its address. */
export const answers = async ({github: {apiUrl, token}}: RunningCloud, send: typeof fetch): Promise<boolean> => {
	try {
		const {status, body} = await send(`${apiUrl}/rate_limit`, {headers: {authorization: `token ${token}`}, redirect: 'error', signal: AbortSignal.timeout(5000)});
		await body?.cancel();
		return status === 200;
	} catch {
		return false;
	}
};

/** The local cloud that runs on a data folder; `undefined` where none does, also where one was killed and its file stayed. */
export const findRunningCloud = async (root: string, send: typeof fetch): Promise<RunningCloud | undefined> => {
	const file = getFile(root);
	const cloud = isPrivate(file) ? read(file) : undefined;
	return cloud !== undefined && await answers(cloud, send) ? cloud : undefined;
};
