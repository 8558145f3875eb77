import {type Clock} from '../../../ports/clock.js';
import {type ComputeServer} from '../../../core/workflow/document.js';
import {type ProcessGuard} from '../process-guard.js';
import {type FunctionSources} from './function-files/install-function-files.js';

/** A successor that an action has decided to dispatch, as FaaSr's scheduler has it then. */
export type Successor = {
	readonly action: string;
	readonly serverName: string;
	readonly server: ComputeServer;
	/** FaaSr's fields, with servers and stores where its server has no secret store. */
	readonly overwritten: Readonly<Record<string, unknown>>;
	/** `owner/repo/ref/path.json`. */
	readonly payloadUrl: string;
};

/** What FaaSr's scheduler writes into the log of a dispatch; with a failure the action ends there. */
export type DispatchSentences = {readonly lines: readonly string[]; readonly failure?: string};

/** Where an executor finds functions and what it runs them with. */
export type ExecutorOptions = FunctionSources & {
	readonly clock: Clock;
	/** What requests to the Actions API are sent with. @default Node's own */
	readonly fetch?: typeof fetch;
	/** @default `python3`, else `python` */
	readonly pythonCommand?: string;
	/** @default 'Rscript' */
	readonly rscriptCommand?: string;
	/** Dispatches successors of platforms that stand beside the Actions API; gives nothing for those that it leaves to that. @default all go to the Actions API */
	readonly dispatchElsewhere?: (successor: Successor) => Promise<DispatchSentences | undefined>;
	/** Ends the functions' processes when this program is killed. @default they live on */
	readonly guard?: ProcessGuard;
};
