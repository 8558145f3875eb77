import {stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {getMaxRank} from './check-graph.js';
import {type DataStore, getRefusalStatus} from './data-store.js';
import {type LogSender} from './log-sender.js';
import {getStoreAddress, getStores, type CurrentAction, type Payload} from './payload.js';
import {formatPython, quote} from './python-text.js';
import {getLocalPath, getRemoteKey} from './rpc-file-paths.js';

/** FaaSr's `sys.exit` inside an API function: logged already, and not counted as an error of the action (faasr.md 3a, class a). */
export class ProcedureExit extends Error {
	override readonly name = 'ProcedureExit';
}

/** What a user's function may ask for, and the surroundings it is answered from. */
export type ProcedureContext = {
	readonly payload: Payload;
	readonly current: CurrentAction;
	readonly openStore: (name: string) => DataStore;
	readonly log: LogSender;
	/** Folder that relative local paths are relative to. */
	readonly actionDir: string;
	/** The container's environment: where secrets are. */
	readonly env: Readonly<Record<string, string>>;
};

type Arguments = Readonly<Record<string, unknown>>;
type Procedure = {
	/** Argument names with FaaSr's defaults; `undefined` is required. */
	readonly parameters: Readonly<Record<string, string | undefined>>;
	readonly call: (context: ProcedureContext, args: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, unknown>>>;
};

const exit = async ({log}: ProcedureContext, source: string, message: string): Promise<never> => {
	await log.error(source, message);
	throw new ProcedureExit(message);
};

const pickStore = async (context: ProcedureContext, name: string, source: string): Promise<DataStore> => {
	const {payload, log} = context;
	const store = name || String(payload.require('DefaultDataStore'));
	const definition = getStores(payload)[store];
	if (definition === undefined) {
		return exit(context, source, `Invalid data server name: ${store}`);
	}

	if (definition['Anonymous'] && source === 'put_file.py') {
		log.warning(source, `Attempting to put file to S3 server ${store} using anonymous access.`);
	}

	return context.openStore(store);
};

/** Runs an S3 request; what S3 refuses ends the procedure, anything else is an exception of the procedure. */
const callStore = async <Result>(context: ProcedureContext, source: string, describe: (error: Error, status: number) => string, work: () => Promise<Result>): Promise<Result> => {
	try {
		return await work();
	} catch (error) {
		const status = getRefusalStatus(error);
		if (status === undefined || !(error instanceof Error)) {
			throw error;
		}

		return exit(context, source, describe(error, status));
	}
};

const putFile: Procedure = {
	parameters: {
		local_file: undefined, remote_file: undefined, server_name: '', local_folder: '.', remote_folder: '.',
	},
	async call(context, args) {
		const localPath = getLocalPath(args['local_folder']!, args['local_file']!);
		const path = resolve(context.actionDir, localPath);
		try {
			await stat(path);
		} catch {
			throw new Error(`Local file not found: ${localPath}`);
		}

		const store = await pickStore(context, args['server_name']!, 'put_file.py');
		const key = getRemoteKey(args['remote_folder']!, args['remote_file']!);
		await callStore(context, 'put_file.py', error => `Error putting file in S3: ${error.message}`, async () => store.upload(path, key));
		return {};
	},
};

const getFile: Procedure = {
	parameters: putFile.parameters,
	async call(context, args) {
		const key = getRemoteKey(args['remote_folder']!, args['remote_file']!);
		const path = resolve(context.actionDir, getRemoteKey(args['local_folder']!, args['local_file']!));
		const store = await pickStore(context, args['server_name']!, 'get_file.py');
		const describe = (error: Error, status: number): string => status === 404
			? `S3 object not found: s3://${store.bucket}/${key}`
			: `Error downloading file from S3: ${error.message}`;
		await callStore(context, 'get_file.py', describe, async () => store.download(key, path));
		return {};
	},
};

const deleteFile: Procedure = {
	parameters: {remote_file: undefined, server_name: '', remote_folder: ''},
	async call(context, args) {
		const store = await pickStore(context, args['server_name']!, 'delete_file.py');
		const key = getRemoteKey(args['remote_folder']!, args['remote_file']!);
		await callStore(context, 'delete_file.py', error => `Error deleting file from S3: ${error.message}`, async () => store.remove(key));
		return {};
	},
};

const getFolderList: Procedure = {
	parameters: {server_name: '', prefix: ''},
	async call(context, args) {
		const store = await pickStore(context, args['server_name']!, 'get_folder_list.py');
		const keys = await callStore(context, 'get_folder_list.py', error => `Error listing objects in S3: ${error.message}`, async () => store.list(args['prefix']!));
		return {folder_list: keys.filter(key => !key.endsWith('/'))};
	},
};

const log: Procedure = {
	parameters: {log_message: undefined},
	async call(context, args) {
		if (args['log_message'] === '') {
			return exit(context, 'log.py', 'ERROR -- log_message is empty');
		}

		await context.log.writeUserText(args['log_message']!);
		return {};
	},
};

const rank: Procedure = {
	parameters: {},
	call: async ({payload, current}) => current.rank === undefined
		? {max_rank: 1, rank: 1}
		: {max_rank: getMaxRank(payload, current.name), rank: current.rank},
};

const getS3Creds: Procedure = {
	parameters: {server_name: ''},
	async call(context, args) {
		const {payload, env} = context;
		const name = args['server_name'] === '' ? String(payload.require('DefaultDataStore')) : args['server_name']!;
		const definition = getStores(payload)[name];
		if (definition === undefined) {
			return exit(context, 'get_s3_creds.py', `Invalid data server name: ${name}`);
		}

		const {bucket, region, endpoint, accessKey, secretKey} = getStoreAddress(payload, name, env);
		const isAnonymous = formatPython(definition['Anonymous'] ?? '').toLowerCase() === 'true';
		return {
			s3_creds: {
				bucket,
				region,
				endpoint: endpoint ?? `https://s3.${region}.amazonaws.com`,
				secret_key: isAnonymous ? null : (secretKey ?? null),
				access_key: isAnonymous ? null : (accessKey ?? null),
				anonymous: isAnonymous,
			},
		};
	},
};

const secret: Procedure = {
	parameters: {secret_name: undefined},
	async call({log, env}, args) {
		const name = args['secret_name']!;
		const value = env[name];
		if (name === '' || value === undefined) {
			const message = name === '' ? 'faasr_secret: secret_name cannot be empty' : `faasr_secret: Secret '${name}' not found in environment variables`;
			await log.error('secret.py', message);
			throw new Error(name === '' ? message : quote(message));
		}

		return {secret_value: value};
	},
};

const procedures: Readonly<Record<string, Procedure>> = {
	faasr_put_file: putFile,
	faasr_get_file: getFile,
	faasr_delete_file: deleteFile,
	faasr_get_folder_list: getFolderList,
	faasr_log: log,
	faasr_rank: rank,
	faasr_get_s3_creds: getS3Creds,
	faasr_secret: secret,
	faasr_invocation_id: {parameters: {}, call: async ({payload}) => ({invocation_id: payload.get('InvocationID') ?? ''})},
};

/** True for a ProcedureID that FaaSr's server knows. */
export const isProcedure = (name: string): boolean => Object.hasOwn(procedures, name);

const bindArguments = (name: string, {parameters}: Procedure, args: Arguments): Readonly<Record<string, string>> => {
	const unexpected = Object.keys(args).find(key => !Object.hasOwn(parameters, key));
	if (unexpected !== undefined && name !== 'faasr_rank' && name !== 'faasr_invocation_id') {
		throw new Error(`${name}() got an unexpected keyword argument '${unexpected}'`);
	}

	return Object.fromEntries(Object.entries(parameters).map(([key, byDefault]) => {
		const value = Object.hasOwn(args, key) ? args[key] : byDefault;
		if (value === undefined) {
			throw new Error(`${name}() missing 1 required positional argument: '${key}'`);
		}

		return [key, formatPython(value ?? '')];
	}));
};

/** Carries out one call of the user's function and gives its `Data`. */
export const callProcedure = async (context: ProcedureContext, name: string, args: Arguments): Promise<Readonly<Record<string, unknown>>> => {
	const procedure = procedures[name]!;
	return procedure.call(context, bindArguments(name, procedure, args));
};
