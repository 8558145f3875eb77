import {type Clock} from '../../../ports/clock.js';
import {type ProcessGuard} from '../process-guard.js';
import {type FunctionSources} from './function-files/install-function-files.js';

/** Where an executor finds functions and what it runs them with. */
export type ExecutorOptions = FunctionSources & {
	readonly clock: Clock;
	/** What requests to the Actions API are sent with. @default Node's own */
	readonly fetch?: typeof fetch;
	/** @default `python3`, else `python` */
	readonly pythonCommand?: string;
	/** @default 'Rscript' */
	readonly rscriptCommand?: string;
	/** Ends the functions' processes when this program is killed. @default they live on */
	readonly guard?: ProcessGuard;
};
