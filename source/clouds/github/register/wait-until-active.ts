import {isFaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {describeRepository} from '../dispatch-target.js';
import {type SendRequest} from '../github-request.js';
import {type Clock} from '../../../ports/clock.js';
import {readList, readText} from '../read-answer.js';
import {type BranchState} from './inspect-branch.js';

/** Pauses between looks: GitHub takes some seconds, at times much longer (reliability facts 1.1). */
const pausesMs = [1000, 1000, 2000, 3000, 5000, 8000, 10_000, 15_000, 15_000];

/** GitHub gives 100 entries of a list at most; the largest known document has 303 actions. */
const pageSize = 100;
const maxPages = 20;

/** What GitHub knows of the files it was just given. */
export type Activation = {
	/** Names of the new workflow files that cannot be dispatched yet. */
	readonly pending: readonly string[];
	/** False when the token may not ask, or GitHub never answered. */
	readonly isKnown: boolean;
};

export type WaitOptions = {
	readonly clock: Clock;
	/** Ends the waiting; what is pending then is told. */
	readonly signal?: AbortSignal | undefined;
	/** Called once, when the first look has found some of them missing. */
	readonly onWait: (pending: readonly string[]) => void;
};

const getFileName = (path: string): string => path.split('/').at(-1) ?? '';

/** Files that were not there before. Only those of the default branch: GitHub knows workflows by that one. */
export const listNewFiles = ({plan, defaultBranch, files}: BranchState): readonly string[] => plan.branch === defaultBranch
	? files.filter(({change}) => change === 'create').map(({path}) => getFileName(path))
	: [];

const listActive = async (send: SendRequest, {plan: {owner, repo}}: BranchState, signal: AbortSignal | undefined): Promise<ReadonlySet<string>> => {
	const active = new Set<string>();
	for (let page = 1; page <= maxPages; page++) {
		const {data} = await send({
			route: 'GET /repos/{owner}/{repo}/actions/workflows',
			parameters: {owner, repo, per_page: pageSize, page},
			purpose: `list the workflow files of ${describeRepository({owner, repo})}`,
		}, signal);
		const entries = readList(data, ['workflows']);
		for (const entry of entries) {
			if (readText(entry, ['state']) === 'active') {
				active.add(getFileName(readText(entry, ['path'])));
			}
		}

		if (entries.length < pageSize) {
			break;
		}
	}

	return active;
};

/**
Waits, about a minute at most, until GitHub lists every new workflow file of a branch as active: a dispatch before that is refused.

Never throws for what GitHub answers: the files are committed whatever it says.
*/
export const waitUntilActive = async (send: SendRequest, state: BranchState, {clock, signal, onWait}: WaitOptions): Promise<Activation> => {
	let activation: Activation = {pending: listNewFiles(state), isKnown: false};
	if (activation.pending.length === 0) {
		return {...activation, isKnown: true};
	}

	for (const [index, pauseMs] of [0, ...pausesMs].entries()) {
		try {
			await clock.sleep(pauseMs, {...(signal && {signal})});
			const active = await listActive(send, state, signal);
			activation = {pending: listNewFiles(state).filter(name => !active.has(name)), isKnown: true};
		} catch (error) {
			const isFinal = !isFaasrTuiError(error) || error.code === 'credentials' || (error.rateLimit?.waitMs ?? 0) > pauseMs;
			if (signal?.aborted === true || isFinal) {
				return activation;
			}
		}

		if (activation.pending.length === 0) {
			return activation;
		}

		if (index === 0) {
			onWait(activation.pending);
		}
	}

	return activation;
};
