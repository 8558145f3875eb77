import {type DispatchSentences, type Successor} from '../../../source/clouds/local/executor/executor-options.js';

/** The script of FaaSr's own submits, with its traps: a `$` of a value comes out as `\$`, and the last command always ends well (platforms.md 5b). */
const renderScript = (environment: Readonly<Record<string, string>>, image: string): string => [
	'#!/bin/bash',
	...Object.entries(environment).map(([name, value]) => `export ${name}='${value.replaceAll('$', String.raw`\$`)}'`),
	`docker run --rm --network=host ${Object.keys(environment).map(name => `-e ${name}`).join(' ')} ${image}`,
	'echo "ended"',
	'',
].join('\n');

type Figures = Readonly<Record<string, unknown>>;

export type FaasrSubmitOptions = {
	readonly workflowName: string;
	/** By action. */
	readonly containers: Readonly<Record<string, string>>;
	readonly resources?: Readonly<Record<string, Figures>>;
};

/** Submits a successor as FaaSr's scheduler does on a SLURM server (engine/scheduler.py), and gives its sentences. */
export const createFaasrSubmit = ({workflowName, containers, resources = {}}: FaasrSubmitOptions) => async ({action, server, overwritten, payloadUrl}: Successor): Promise<DispatchSentences | undefined> => {
	if (server.FaaSType !== 'SLURM') {
		return undefined;
	}

	const get = (field: string, otherwise: unknown): unknown => resources[action]?.[field] ?? server[field] ?? otherwise;
	const environment = {PAYLOAD_URL: payloadUrl, OVERWRITTEN: JSON.stringify(overwritten)};
	const {Endpoint: endpoint, APIVersion: version = 'v0.0.37', Token: token} = server as Readonly<Record<string, string | undefined>>;
	const url = `${endpoint}/slurm/${version}/job/submit`;
	const response = await fetch(url, {
		method: 'POST',
		headers: {'content-type': 'application/json', 'x-slurm-user-name': server.UserName ?? 'ubuntu', 'x-slurm-user-token': token ?? ''},
		body: JSON.stringify({
			job: {
				name: `${workflowName}-${action}`, partition: get('Partition', ''), nodes: '1', tasks: '1', cpus_per_task: '1', memory_per_cpu: String(get('Memory', 1024)),
				time_limit: String(get('TimeLimit', 60)), current_working_directory: get('WorkingDirectory', '/tmp'), environment,
			},
			script: renderScript(environment, containers[action] ?? ''),
		}),
	});
	const text = await response.text();
	const submitting = `SLURM: Submitting job to ${url}`;
	if (!response.ok) {
		return {lines: [submitting], failure: `SLURM: Error submitting job: ${action} - HTTP ${response.status}: ${text}`};
	}

	const {job_id: id} = JSON.parse(text) as {readonly job_id: number};
	return {lines: [submitting, `SLURM: Successfully submitted job: ${action} (Job ID: ${id})`]};
};
