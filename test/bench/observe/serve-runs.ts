import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {type AddressInfo} from 'node:net';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {type Clock} from '../../../source/ports/clock.js';

/** A platform run as a recording has it. */
export type RecordedRun = {readonly id: number; readonly path: string; readonly display_title: string; readonly status: string; readonly conclusion?: string};

/** Answers lists of runs on loopback as GitHub does, with ETags, while a recording changes the runs. */
export const serveRuns = async ({now}: Pick<Clock, 'now'> = systemClock) => {
	const runs = new Map<number, RecordedRun & {readonly created_at: string}>();
	const server = createServer((request, response) => {
		const listed = [...runs.values()].reverse().map(run => ({
			...run, event: 'workflow_dispatch', run_attempt: 1, head_branch: 'main',
		}));
		const body = JSON.stringify({total_count: listed.length, workflow_runs: listed});
		const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
		const headers = {etag, date: new Date(now()).toUTCString(), 'content-type': 'application/json; charset=utf-8'};
		if (request.headers['if-none-match'] === etag) {
			response.writeHead(304, headers).end();
		} else {
			response.writeHead(200, headers).end(body);
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		set(run: RecordedRun): void {
			runs.set(run.id, {...run, created_at: runs.get(run.id)?.created_at ?? new Date(now()).toISOString()});
		},
		close(): void {
			server.close();
			server.closeAllConnections();
		},
	};
};
