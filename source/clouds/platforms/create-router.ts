import {getOwnId, getRunSource, type RunId} from '../../core/run/run-id.js';
import {type WorkflowDocument} from '../../core/workflow/document.js';
import {type Clock} from '../../ports/clock.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Platform} from '../../ports/platform.js';
import {type Adapter, type UnseenServer} from './adapter.js';
import {createSideBySideList, getIntervalMs} from './list-side-by-side.js';

export type RouterOptions = {
	readonly document: WorkflowDocument;
	readonly adapters: readonly Adapter[];
	readonly unseen: readonly UnseenServer[];
	readonly clock: Clock;
};

const getServer = ({ActionList}: WorkflowDocument, action: string): string => ActionList[action]?.FaaSServer ?? '';

const refuseDispatch = (action: string, document: WorkflowDocument, unseen: readonly UnseenServer[]): FaasrTuiError => {
	const found = unseen.find(({server}) => server === getServer(document, action));
	if (found?.missing !== undefined) {
		return new FaasrTuiError(`The action ${action} cannot be dispatched: no token of its server ${found.server} (${found.type}) is set.`, {
			code: 'credentials', hint: `Set ${found.missing} in the environment or in .env.`,
		});
	}

	return found === undefined
		? new FaasrTuiError(`The action ${action} cannot be dispatched: the document gives it no compute server.`, {code: 'document-invalid', hint: 'Run `faasr-tui validate` on the document.'})
		: new FaasrTuiError(`The action ${action} cannot be dispatched: its server ${found.server} is of type ${found.type}, which faasr-tui cannot start yet.`, {code: 'usage', hint: 'Run the workflow on this machine with --local.'});
};

/** The entry action's platform first: runs begin there. */
const createLabel = (entry: Adapter | undefined, {document, adapters}: RouterOptions): string => {
	const labels = [...new Set([...entry === undefined ? [] : [entry], ...adapters].map(({platform}) => platform.label))];
	const server = document.ComputeServers[getServer(document, document.FunctionInvoke)];
	return labels.length === 0 ? `${server?.FaaSType ?? 'no platform'}, followed by S3 alone` : labels.join(' and ');
};

/**
Joins the platforms of a document to one: an action is dispatched on its server's, runs are listed side by side, and a run's id says
where it is cancelled and where its log is.
*/
export const createRouter = (options: RouterOptions): Platform => {
	const {document, adapters, unseen, clock} = options;
	const findAdapter = (action: string): Adapter | undefined => adapters.find(({servers}) => servers.has(getServer(document, action)));
	const entry = findAdapter(document.FunctionInvoke);
	const {list, getListedAt} = createSideBySideList(adapters, clock, (adapter, action) => findAdapter(action) === adapter);

	const findOwner = (runId: RunId, purpose: string): Platform => {
		const owner = adapters.find(({source}) => source === getRunSource(runId));
		if (owner === undefined) {
			throw new FaasrTuiError(`The platform run ${getOwnId(runId)} cannot be ${purpose}: there is nobody to ask for ${getRunSource(runId)}.`, {
				code: 'credentials', hint: 'Run faasr-tui doctor on the document: it says which server lacks a token.',
			});
		}

		return owner.platform;
	};

	const listBegun = entry?.platform.listBegun;
	const counted = adapters.find(({platform}) => platform.getBudget !== undefined)?.platform;
	return {
		label: createLabel(entry, options),
		...(adapters.length > 0 && {pollIntervalMs: Math.min(...adapters.map(({platform}) => getIntervalMs(platform))), getListedAt}),
		...(counted?.getBudget && {getBudget: counted.getBudget}),
		async dispatch(request, dispatchOptions) {
			const adapter = findAdapter(request.action);
			if (adapter === undefined) {
				throw refuseDispatch(request.action, document, unseen);
			}

			return adapter.platform.dispatch(request, dispatchOptions);
		},
		listRuns: async (query, listOptions) => adapters.length === 0 ? [] : list(query, listOptions),
		...(listBegun && {listBegun}),
		cancel: async (runId, cancelOptions) => findOwner(runId, 'cancelled').cancel(runId, cancelOptions),
		readRunLog: async (runId, logOptions) => findOwner(runId, 'asked for its log').readRunLog(runId, logOptions),
	};
};
