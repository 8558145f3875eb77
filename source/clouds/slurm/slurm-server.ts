import {type ComputeServer, type WorkflowDocument} from '../../core/workflow/document.js';
import {trimEndSlashes} from '../../core/text/trim-slashes.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {readCertificates} from '../http/certificate.js';
import {type HttpServer} from '../http/create-http-client.js';

/** A SLURM server of the document, with what FaaSr takes for what is not said. */
export type SlurmServer = {
	/** In `ComputeServers`. */
	readonly name: string;
	readonly server: ComputeServer;
	/** Where slurmrestd listens. */
	readonly http: HttpServer;
	/** Path below which slurmrestd answers, without a slash at its end; mostly empty. */
	readonly basePath: string;
	/** `v0.0.38` */
	readonly version: string;
	/** Whose jobs they are. */
	readonly userName: string;
	readonly partition: string;
};

const getText = (server: ComputeServer, field: string): string | undefined => {
	const value = server[field];
	return typeof value === 'string' && value !== '' ? value : undefined;
};

/** FaaSr puts http:// before an address without a scheme (helpers/slurm_helper.py). */
const parseEndpoint = (name: string, endpoint: string): URL => {
	const text = /^https?:\/\//i.test(endpoint) ? endpoint : `http://${endpoint}`;
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || url.hostname === '' || url.username !== '' || url.password !== '') {
		throw new FaasrTuiError(`The Endpoint of the server ${name} is not the address of a server.`, {
			code: 'document-invalid', hint: `Write ComputeServers.${name}.Endpoint as https://slurm.example:6820.`,
		});
	}

	return url;
};

/** Reads a SLURM server of the document. Throws a `FaasrTuiError` with code `document-invalid` for what makes no address, version or certificate. */
export const getSlurmServer = (document: WorkflowDocument, name: string): SlurmServer => {
	const server = document.ComputeServers[name] ?? {FaaSType: 'SLURM'};
	const {origin, pathname} = parseEndpoint(name, getText(server, 'Endpoint') ?? '');
	const version = getText(server, 'APIVersion') ?? 'v0.0.37';
	if (!/^v\d+\.\d+\.\d+$/.test(version)) {
		throw new FaasrTuiError(`The APIVersion of the server ${name} is not a version of slurmrestd's API.`, {
			code: 'document-invalid', hint: `Write ComputeServers.${name}.APIVersion as v0.0.38.`,
		});
	}

	const userName = getText(server, 'UserName') ?? 'ubuntu';
	if (!/^[\w.@-]+$/.test(userName)) {
		throw new FaasrTuiError(`The UserName of the server ${name} is not the name of a user.`, {code: 'document-invalid', hint: `Correct ComputeServers.${name}.UserName.`});
	}

	const certificate = getText(server, 'SSLCertificate');
	return {
		name,
		server,
		http: {
			origin,
			setting: `ComputeServers.${name}.Endpoint`,
			...(certificate !== undefined && {certificates: readCertificates(certificate, `ComputeServers.${name}.SSLCertificate`)}),
			...(server['AllowSelfSignedCertificate'] === true && certificate === undefined && {isUnverified: true}),
		},
		basePath: trimEndSlashes(pathname),
		version,
		userName,
		partition: getText(server, 'Partition') ?? '',
	};
};
