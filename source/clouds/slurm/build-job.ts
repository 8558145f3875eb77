import {Buffer} from 'node:buffer';
import {type WorkflowDocument} from '../../core/workflow/document.js';
import {buildOverwritten} from '../credentials/build-overwritten.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type DispatchRequest} from '../../ports/platform.js';
import {renderScript} from './render-script.js';
import {type SlurmServer} from './slurm-server.js';

/** Linux's MAX_ARG_STRLEN: longer ones start no program. */
const mostVariableBytes = 131_071;

type Fields = Readonly<Record<string, string | number | undefined>>;

/** What a job may use, by the names of the document: the action's `Resources`, then the server, then FaaSr's own figures (helpers/slurm_helper.py). */
const getResources = (document: WorkflowDocument, action: string, {server, partition}: SlurmServer) => {
	const own = (document.ActionList[action]?.['Resources'] ?? {}) as Fields;
	const get = (field: string, otherwise: number | string): string => String(own[field] ?? (server as Fields)[field] ?? otherwise);
	return {
		partition: String(own['Partition'] ?? partition),
		nodes: get('Nodes', 1),
		tasks: get('Tasks', 1),
		cpus_per_task: get('CPUsPerTask', 1),
		memory_per_cpu: get('Memory', 1024),
		time_limit: get('TimeLimit', 60),
		current_working_directory: get('WorkingDirectory', '/tmp'),
	};
};

/** Minutes that an action's job may take: what `TimeLimit` counts on SLURM. */
export const getTimeLimit = (document: WorkflowDocument, action: string, slurm: SlurmServer): number =>
	Number(getResources(document, action, slurm).time_limit);

/** The partition that an action's job waits in. */
export const getPartition = (document: WorkflowDocument, action: string, slurm: SlurmServer): string =>
	getResources(document, action, slurm).partition;

export type JobOptions = {
	readonly slurm: SlurmServer;
	readonly document: WorkflowDocument;
	readonly request: DispatchRequest;
	/** Where the container fetches the document: `owner/repo/ref/path.json`. */
	readonly payloadUrl: string;
	/** By FaaSr's names. */
	readonly secrets: Readonly<Record<string, string>>;
	/** With which the container fetches document and functions. @default none */
	readonly githubToken?: string | undefined;
	readonly comment: string;
};

const createRefusal = (action: string, reason: string, hint: string): FaasrTuiError =>
	new FaasrTuiError(`The action ${action} cannot be dispatched: ${reason}.`, {code: 'document-invalid', hint});

/** The body of a submit, in the form that every version from v0.0.36 on takes: numbers as text, the script beside the job. */
export const buildJob = ({slurm, document, request, payloadUrl, secrets, githubToken = '', comment}: JobOptions) => {
	const {action} = request;
	const image = document.ActionContainers?.[action] ?? '';
	if (image === '') {
		throw createRefusal(action, 'no container is named for it', `Add it to ActionContainers: ${slurm.name} is a SLURM server, where nothing is registered beforehand.`);
	}

	const environment = {
		PAYLOAD_URL: payloadUrl,
		OVERWRITTEN: buildOverwritten(request, slurm.server, {document, secrets}),
		...(githubToken !== '' && {GH_PAT: githubToken}),
	};
	const bytes = Buffer.byteLength(`OVERWRITTEN=${environment.OVERWRITTEN}`);
	if (bytes > mostVariableBytes) {
		throw createRefusal(action, `what it is given has ${bytes} bytes, and a container on SLURM takes ${mostVariableBytes}`, 'Take servers and stores that it does not need out of the document.');
	}

	return {
		job: {name: `${document.WorkflowName}-${action}`, ...getResources(document, action, slurm), comment, environment},
		script: renderScript(image, Object.keys(environment)),
	};
};
