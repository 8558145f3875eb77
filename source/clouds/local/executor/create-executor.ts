import {type RunActionJob} from '../action-job.js';
import {type ExecutorOptions} from './executor-options.js';

/**
Creates what runs the actions of the local cloud: one process per action, with FaaSr's protocol around it.

Python functions need Python 3.8 or later, R functions Rscript with httr and jsonlite; Julia is not supported.
*/
export const createExecutor = (options: ExecutorOptions): RunActionJob => async job => {
	// With the AWS SDK behind it: a screen waits for a key first.
	const {runAction} = await import('./run-action.js');
	return runAction(options.fetch === undefined ? job : {...job, fetch: options.fetch}, options);
};
