import {join} from 'node:path';
import process from 'node:process';
import {getProgramPath} from '../../../environment/program-path.js';
import {type ActionJob} from '../action-job.js';
import {type DataStore, openDataStore} from './data-store.js';
import {type ExecutorOptions} from './executor-options.js';
import {type LogSender} from './log-sender.js';
import {type CurrentAction, getStoreAddress, type Payload} from './payload.js';
import {type RunLog} from './run-log.js';

/** Everything the steps of one action share. */
export type ActionContext = {
	readonly job: ActionJob;
	readonly options: ExecutorOptions;
	readonly payload: Payload;
	readonly runLog: RunLog;
	readonly stores: StorePool;
};

/** The context from the moment the log object exists. */
export type RunningAction = ActionContext & {
	readonly current: CurrentAction;
	/** The log of FaaSr's main process. */
	readonly log: LogSender;
};

/** Opens each data store of a run at most once. */
export type StorePool = {
	readonly open: (name: string) => DataStore;
	readonly close: () => void;
};

export const createStorePool = (job: ActionJob, payload: Payload): StorePool => {
	const stores = new Map<string, DataStore>();
	return {
		open(name) {
			const store = stores.get(name) ?? openDataStore(getStoreAddress(payload, name, job.env), job.signal);
			stores.set(name, store);
			return store;
		},
		close() {
			for (const store of stores.values()) {
				store.close();
			}
		},
	};
};

/** Folders of a run: where functions are imported from, where they run, where temporary files go. */
export const getFolders = (workDir: string) => ({
	functions: join(workDir, 'functions'),
	action: join(workDir, 'action'),
	temporary: join(workDir, 'tmp'),
});

/** The environment of everything that runs for a job: nothing of the user's own shell but the PATH and the language. */
export const getEnvironment = ({job}: ActionContext, extra: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
	...job.env,
	PATH: getProgramPath(process.env),
	HOME: job.workDir,
	TMPDIR: getFolders(job.workDir).temporary,
	LANG: /utf-?8/iu.test(process.env['LANG'] ?? '') ? process.env['LANG']! : 'C.UTF-8',
	OVERWRITTEN: job.overwritten,
	PAYLOAD_URL: job.payloadUrl,
	...extra,
});
