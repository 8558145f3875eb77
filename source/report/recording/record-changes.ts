import {type RunState} from '../../core/run/run-state.js';
import {recordDocument, recordNode, recordPlatformRun, recordRun} from './record-state.js';
import {type TimedEvent} from './recorded-event.js';

/** Everything known of a run at a moment. */
export const recordSnapshot = (state: RunState, cloud: string, at: number): TimedEvent => ({
	type: 'snapshot',
	at,
	cloud,
	timeoutMs: state.timeoutMs,
	document: recordDocument(state.workflow.document),
	run: recordRun(state),
	nodes: [...state.nodes.values()].map(node => recordNode(node)),
	platformRuns: [...state.platformRuns.values()].map(run => recordPlatformRun(run)),
});

/** Another run has taken this one's place. */
export const isOtherRun = (before: RunState, after: RunState): boolean =>
	(before.endedAt !== undefined && after.endedAt === undefined)
	|| (before.invocation !== undefined && before.invocation !== after.invocation);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What became different between two states of one run: the run, its platform runs, its nodes. */
export const recordChanges = (before: RunState, after: RunState, at: number): readonly TimedEvent[] => {
	const run = recordRun(after);
	return [
		...(isSame(recordRun(before), run) ? [] : [{type: 'run.changed', at, run} as const]),
		...[...after.platformRuns.values()]
			.filter(run => before.platformRuns.get(run.id) !== run && !isSame(before.platformRuns.get(run.id), run))
			.map(run => ({type: 'platform-run.changed', at, platformRun: recordPlatformRun(run)} as const)),
		...[...after.nodes.values()].flatMap((node): readonly TimedEvent[] => {
			const old = before.nodes.get(node.id);
			const recorded = recordNode(node);
			return old === node || (old !== undefined && isSame(recordNode(old), recorded))
				? []
				: [{type: 'node.changed', at, node: recorded, ...(old?.status !== node.status && {from: old?.status ?? 'PENDING'})}];
		}),
	];
};
