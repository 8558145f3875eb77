/**
What a node was doing for a while.

- `waiting`: a join, from the first predecessor's `.done` to the last one's: FaaSr starts it only then.
- `queued`: dispatched (the trigger, or the last predecessor's `.done`), and no platform run has begun yet.
- `starting`: its platform run was seen in progress, and its log had not begun: the container is pulled, packages are installed.
- `running`: from the time its log began, by the seconds its lines carry, to its `.done`, its failure or its end.

Without a platform run that was seen in progress the time before the log counts as queued.
*/
export type PhaseName = 'waiting' | 'queued' | 'starting' | 'running';

/** A stretch of a node's time; one without an end goes on. */
export type Phase = {
	readonly name: PhaseName;
	readonly from: number;
	readonly to?: number;
};

/** The phases of one node, in order: each begins where the one before it ends. */
export type Phases = readonly Phase[];

/** When a node's phases end; nothing while the last one goes on, or when there is none. */
export const getPhasesEnd = (phases: Phases): number | undefined => phases.at(-1)?.to;
