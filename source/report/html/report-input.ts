import {type Timeline} from '../../core/run/timeline/create-timeline.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {type ReportedResult} from '../reporter.js';

/** What the parts of the page are made of. */
export type ReportInput = {
	readonly state: RunState;
	readonly result: ReportedResult;
	readonly timeline: Timeline;
	readonly cloudLabel: string;
	/** Makes text from elsewhere one printable line without secrets. */
	readonly clean: (text: string) => string;
	/** The log of a node as it is shown, and how many of its lines are left out. */
	readonly getLog: (node: NodeState) => {readonly lines: readonly string[]; readonly omittedCount: number};
};
