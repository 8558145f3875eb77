import {type NodeState, type RunState, type SeenRun} from '../core/run/run-state.js';
import {isRed} from '../core/run/run-meaning.js';

/** Runs of the local cloud end with it: a link to one leads nowhere. */
const isLocal = (url: string): boolean => {
	const {hostname} = new URL(url);
	return hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
};

/** The platform run that tells of a node: of a node that failed the one that failed with it, otherwise the last. */
const findRun = ({runIds, status}: NodeState, {platformRuns}: RunState): SeenRun | undefined => {
	const runs = runIds.flatMap(id => platformRuns.get(id) ?? []);
	return (status === 'FAILED' ? runs.findLast(run => isRed(run)) : undefined) ?? runs.at(-1);
};

/** The web page of a node's platform run; nothing when there is none, or only on this machine. */
export const getRunUrl = (node: NodeState, state: RunState): string | undefined => {
	const url = findRun(node, state)?.url;
	return url !== undefined && URL.canParse(url) && !isLocal(url) ? url : undefined;
};

/** ` run=URL`, with ` attempt=2` from the second attempt on; nothing without a page to look at. */
export const describeLink = (node: NodeState, state: RunState): string => {
	const url = getRunUrl(node, state);
	const attempt = findRun(node, state)?.attempt ?? 1;
	return url === undefined ? '' : ` run=${url}${attempt > 1 ? ` attempt=${attempt}` : ''}`;
};
