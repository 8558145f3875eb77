import {randomUUID} from 'node:crypto';
import {mkdirSync} from 'node:fs';
import path from 'node:path';
import {Octokit} from '@octokit/rest';
import sodium from 'libsodium-wrappers';
import {parse} from 'yaml';
import {type RunActionJob} from '../../../source/clouds/local/action-job.js';
import {type Repository} from '../../../source/clouds/local/actions-api/repository.js';
import {createExecutor} from '../../../source/clouds/local/executor/create-executor.js';
import {startS3Server} from '../../../source/clouds/local/s3-server/start-s3-server.js';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {makeFolder} from '../make-folder.js';
import {fillExpressions} from './fill-expressions.js';
import {startGithubApi} from './start-github-api.js';

type Test = {readonly testdir: () => string; readonly teardown: (close: () => Promise<void>) => void};

/** The variables of a job as its workflow file names them, with what is stored as secrets. */
const readEnvironment = (workflowFile: string, secrets: ReadonlyMap<string, string>, inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
	const {jobs} = parse(workflowFile) as {readonly jobs: Readonly<Record<string, {readonly env: Readonly<Record<string, string>>}>>};
	const contexts = {secrets: Object.fromEntries(secrets), github: {event: {inputs}}};
	return Object.fromEntries(Object.values(jobs).flatMap(({env}) => Object.entries(env)).map(([name, value]) => [name, fillExpressions(value, contexts)]));
};

/** GitHub with an account that has no repository of its own yet, and an S3 service with one bucket. */
export type WorkingGithub = {
	readonly apiUrl: string;
	readonly token: string;
	readonly endpoint: string;
	readonly bucket: string;
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
};

/**
Starts a GitHub of nothing but what is pushed to it, and an S3 server.

A dispatch runs the action with the document, the functions and the workflow file that were committed and the secrets that were stored, and with nothing else.
*/
export const startWorkingGithub = async (t: Test): Promise<WorkingGithub> => {
	await sodium.ready;
	const keys = sodium.crypto_box_keypair();
	const folder = makeFolder(t);
	const [dataDir, documentDir] = ['runs', 'nothing'].map(name => path.join(folder, name)) as [string, string];
	mkdirSync(documentDir);
	const [token, accessKeyId, secretAccessKey] = [`token-${randomUUID()}`, `key-${randomUUID()}`, `secret-${randomUUID()}`];
	const s3 = await startS3Server({dataDir: path.join(folder, 's3'), accessKeyId, secretAccessKey, clock: systemClock, buckets: ['tides']});
	t.teardown(s3.close);
	const secrets = new Map<string, string>();
	const profile: Repository = {id: 1, owner: 'newcomer', name: 'profile', defaultBranch: 'main', branches: ['main'], workflows: [], files: new Map()};
	const runAction: RunActionJob = async job => {
		const {FunctionInvoke: action} = JSON.parse(job.overwritten) as {readonly FunctionInvoke: string};
		const [owner = '', repo = ''] = job.payloadUrl.split('/');
		const octokit = new Octokit({auth: token, baseUrl: job.apiUrl});
		const {data} = await octokit.rest.repos.getContent({owner, repo, path: `.github/workflows/tides-${action}.yml`, mediaType: {format: 'raw'}});
		const env = readEnvironment(data as unknown as string, secrets, {OVERWRITTEN: job.overwritten, PAYLOAD_URL: job.payloadUrl});
		const execute = createExecutor({documentDir, clock: systemClock, fetchFunctions: {apiUrl: job.apiUrl, ...(env['GH_PAT'] !== undefined && {token: env['GH_PAT']})}});
		return execute({...job, env});
	};

	const api = await startGithubApi({
		repositories: [profile],
		token,
		runAction,
		getEnv: () => ({}),
		dataDir,
		clock: systemClock,
		parallelism: 4,
		secretsPublicKey: sodium.to_base64(keys.publicKey, sodium.base64_variants.ORIGINAL),
		onSecret({name, encryptedValue}) {
			const sealed = sodium.from_base64(encryptedValue, sodium.base64_variants.ORIGINAL);
			secrets.set(name, sodium.to_string(sodium.crypto_box_seal_open(sealed, keys.publicKey, keys.privateKey)));
		},
	});
	t.teardown(api.close);
	return {apiUrl: api.apiUrl, token, endpoint: s3.endpoint, bucket: 'tides', accessKeyId, secretAccessKey};
};
