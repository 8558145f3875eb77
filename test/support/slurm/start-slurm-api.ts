import {type IncomingMessage, type ServerResponse} from 'node:http';
import {readAll, startServer} from '../start-server.js';
import {isOld, renderNewJob, renderOldJob, renderPartition, type StandInJob} from './render-job.js';

type Test = {readonly teardown: (close: () => void) => unknown};

/** What becomes of a request in place of the answer it would get; `lose` does what was asked and cuts the connection. */
export type SlurmFaultAnswer = 'reset' | 'hang' | 'lose' | {readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: unknown};

export type SlurmApiOptions = {
	/** Those whose requests are answered, as `renderOldJob` and from v0.0.39 on as `renderNewJob`. @default ['v0.0.38'] */
	readonly versions?: readonly string[];
	/** Whether it describes itself. @default true */
	readonly lists?: boolean;
	/** @default true */
	readonly isControllerUp?: boolean;
	/** @default 'UP' */
	readonly partitionState?: string;
	/** @default any */
	readonly isGoodToken?: (token: string, user: string) => boolean;
	/** Of the cluster (ms). @default Date.now */
	readonly now?: () => number;
	/** Begins a job that was submitted. @default it waits */
	readonly onSubmit?: (job: StandInJob) => void;
};

type Reply = readonly [status: number, body: unknown];

const fail = (status: number, number: number, error: string): Reply => [status, {meta: {}, errors: [{description: `while doing it: ${error}`, error_number: number, error, source: 'x'}], jobs: []}];

const succeed = (body: Readonly<Record<string, unknown>>): Reply => [200, {meta: {}, errors: [], ...body}];

const unknownJob = fail(500, 2017, 'Invalid job id specified');

/** Starts a stand-in of slurmrestd whose jobs do what the test says; refusals are those that 22.05 gives. */
export const startSlurmApi = async (t: Test, options: SlurmApiOptions = {}) => {
	const {versions = ['v0.0.38'], lists = true, isControllerUp = true, partitionState = 'UP', isGoodToken = () => true, now = Date.now, onSubmit} = options;
	const jobs = new Map<number, StandInJob>();
	const requests: string[] = [];
	const state: {fault?: ((line: string) => SlurmFaultAnswer | undefined) | undefined} = {};

	const submit = (body: {readonly job: Readonly<Record<string, string | undefined>> & {readonly environment: Readonly<Record<string, string>>}; readonly script: string}): Reply => {
		const {job, script} = body;
		if (job['partition'] !== 'faasr') {
			return fail(500, 2000, 'Invalid partition name specified');
		}

		const id = jobs.size + 1;
		const added: StandInJob = {
			id, script, name: job['name'] ?? '', comment: job['comment'] ?? '', userName: 'ada', environment: job.environment,
			timeLimit: Number(job['time_limit']), submittedAt: now(), state: 'PENDING', flags: [], reason: 'Resources', exitCode: 0, exitSignal: 0, restarts: 0,
		};
		jobs.set(id, added);
		onSubmit?.(added);
		return succeed({job_id: id, step_id: 'BATCH', job_submit_user_msg: ''});
	};

	const cancel = (id: number): Reply => {
		const job = jobs.get(id);
		if (job === undefined) {
			return unknownJob;
		}

		if (job.endedAt === undefined) {
			Object.assign(job, {state: 'CANCELLED', endedAt: now()});
		}

		return succeed({});
	};

	const answer = (method: string, path: string, body: unknown): Reply => {
		const [, version = '', route = ''] = /^\/slurm\/([^/]+)(\/.*)$/.exec(path) ?? [];
		if (lists && path === '/openapi/v3') {
			return [200, {openapi: '3.0.2', paths: Object.fromEntries(versions.map(name => [`/slurm/${name}/jobs`, {}]))}];
		}

		if (!versions.includes(version)) {
			return [404, 'Unable find requested URL. Please view /openapi/v3 for API reference.'];
		}

		const render = isOld(version) ? renderOldJob : renderNewJob;
		const id = Number(/^\/job\/(\d+)$/.exec(route)?.[1] ?? 0);
		switch (`${method} ${id === 0 ? route : '/job'}`) {
			case 'POST /job/submit': {
				return submit(body as Parameters<typeof submit>[0]);
			}

			case 'GET /jobs': {
				return succeed({jobs: [...jobs.values()].map(job => render(job))});
			}

			case 'GET /job': {
				return jobs.has(id) ? succeed({jobs: [render(jobs.get(id)!)]}) : unknownJob;
			}

			case 'DELETE /job': {
				return cancel(id);
			}

			case 'GET /ping': {
				return succeed({pings: [{hostname: 'head', ping: isControllerUp ? 'UP' : 'DOWN', mode: 'primary'}]});
			}

			case 'GET /partition/faasr': {
				return succeed({partitions: [renderPartition(version, partitionState)]});
			}

			default: {
				return route.startsWith('/partition/') ? fail(500, 2000, 'Invalid partition name specified') : [404, 'Unable find requested URL.'];
			}
		}
	};

	const send = (response: ServerResponse, [status, body]: Reply, headers: Readonly<Record<string, string>> = {}): void => {
		const isText = typeof body === 'string';
		response.sendDate = false;
		response.writeHead(status, {'content-type': isText ? 'text/plain' : 'application/json', ...headers});
		response.end(isText ? body : JSON.stringify(body));
	};

	const authorize = ({headers, url: path}: IncomingMessage, method: string): Reply | undefined => {
		const [user, token] = [headers['x-slurm-user-name'], headers['x-slurm-user-token']];
		if (typeof user !== 'string' || typeof token !== 'string') {
			return [401, 'Authentication failure'];
		}

		// slurmrestd 22.05 has slurmctld look at the token, and describes itself to everybody who shows one.
		if (path === '/openapi/v3' || isGoodToken(token, user)) {
			return undefined;
		}

		return method === 'POST' ? fail(500, 5005, 'Zero Bytes were transmitted or received') : fail(500, -1, 'Unspecified error');
	};

	const {url} = await startServer(t, async (request, response) => {
		const text = new TextDecoder().decode(await readAll(request));
		const {method = '', url: path = ''} = request;
		requests.push(`${method} ${path}`);
		const fault = state.fault?.(`${method} ${path}`);
		if (fault === 'hang') {
			return;
		}

		if (fault === 'reset') {
			request.socket.resetAndDestroy();
			return;
		}

		if (typeof fault === 'object') {
			send(response, [fault.status, fault.body], fault.headers);
			return;
		}

		const reply = authorize(request, method) ?? answer(method, path, text === '' ? undefined : JSON.parse(text));
		if (fault === 'lose') {
			request.socket.resetAndDestroy();
			return;
		}

		send(response, reply);
	});

	return {
		url,
		/** `GET /slurm/v0.0.38/job/1`, oldest first. */
		requests,
		jobs,
		/** Changes what Slurm says of a job. */
		set(id: number, change: Partial<StandInJob>): void {
			Object.assign(jobs.get(id)!, change);
		},
		/** As MinJobAge does after a job's end. */
		purge(id: number): void {
			jobs.delete(id);
		},
		/** What becomes of requests from now on. */
		breakWith(fault: ((line: string) => SlurmFaultAnswer | undefined) | undefined): void {
			state.fault = fault;
		},
	};
};
