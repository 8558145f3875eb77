import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {type Invocation} from '../../../source/core/log/invocation.js';
import {type Timeline} from './timeline.js';

/** What an object was from a time on; nothing once it was removed. */
type Version = {readonly at: number; readonly text: string | undefined};

/** A run's state from a time on, as GitHub words it. */
type RunState = {readonly at: number; readonly status: 'queued' | 'in_progress' | 'completed'; readonly conclusion?: string; readonly attempt: number};

/** A run of the platform with everything it has been. */
export type WorldRun = {
	readonly id: number;
	readonly action: string;
	/** GitHub's `display_title`. */
	readonly title: string;
	readonly createdAt: number;
	readonly states: RunState[];
};

/** One thing that happened, for the story. */
export type Happening = {readonly at: number; readonly text: string};

export type StoreName = 'S3' | 'Logs';

/** Two data stores and a list of runs which remember what they were at any time, so that any view of them, however late, can be given. */
export type World = {
	readonly timeline: Timeline;
	readonly put: (store: StoreName, key: string, text: string) => void;
	readonly remove: (store: StoreName, key: string) => void;
	/** Keys and texts as they were at a time (by default now). */
	readonly read: (store: StoreName, prefix: string, at?: number) => ReadonlyMap<string, Version & {readonly text: string}>;
	/** Every write and removal, in order. */
	readonly changes: ReadonlyArray<{readonly at: number; readonly key: string; readonly isRemoved: boolean}>;
	readonly createRun: (action: string, title: string) => WorldRun;
	readonly setRun: (run: WorldRun, state: Omit<RunState, 'at' | 'attempt'>) => void;
	readonly runs: readonly WorldRun[];
	readonly tell: (text: string) => void;
	readonly happenings: readonly Happening[];
};

/** Creates an empty world. */
export const createWorld = (timeline: Timeline): World => {
	const stores: Record<StoreName, Map<string, Version[]>> = {S3: new Map(), Logs: new Map()};
	const runs: WorldRun[] = [];
	const happenings: Happening[] = [];
	const changes: Array<World['changes'][number]> = [];

	const write = (store: StoreName, key: string, text: string | undefined): void => {
		const versions = stores[store].get(key) ?? [];
		versions.push({at: timeline.now(), text});
		changes.push({at: timeline.now(), key, isRemoved: text === undefined});
		stores[store].set(key, versions);
	};

	return {
		timeline,
		put: write,
		remove(store, key) {
			write(store, key, undefined);
		},
		read(store, prefix, at = timeline.now()) {
			const found = new Map<string, Version & {readonly text: string}>();
			for (const [key, versions] of stores[store]) {
				const version = key.startsWith(prefix) ? versions.findLast(candidate => candidate.at <= at) : undefined;
				if (version?.text !== undefined) {
					found.set(key, {at: version.at, text: version.text});
				}
			}

			return found;
		},
		changes,
		createRun(action, title) {
			const run: WorldRun = {id: 1000 + runs.length, action, title, createdAt: timeline.now(), states: [{at: timeline.now(), status: 'queued', attempt: 1}]};
			runs.push(run);
			return run;
		},
		setRun(run, state) {
			const before = run.states.at(-1)!;
			run.states.push({...state, at: timeline.now(), attempt: before.attempt + (before.status === 'completed' ? 1 : 0)});
		},
		runs,
		tell(text) {
			happenings.push({at: timeline.now(), text});
		},
		happenings,
	};
};

/** What a run was at a time; nothing before it was created. */
export const getRunState = (run: WorldRun, at: number): RunState | undefined => run.states.findLast(state => state.at <= at);

/** Texts are listed again and again; so many ETags are remembered. */
const mostEtags = 1000;
const etags = new Map<string, string>();

/** S3's ETag of a text. */
export const getEtag = (text: string): string => {
	const known = etags.get(text);
	if (known !== undefined) {
		return known;
	}

	if (etags.size >= mostEtags) {
		etags.clear();
	}

	const etag = createHash('md5').update(text).digest('hex');
	etags.set(text, etag);
	return etag;
};

export const getBytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

/** Where an invocation's objects lie (faasr.md 2a). */
export const getFolder = ({workflowName, timestamp, id}: Invocation): string => `FaaSrLog/${workflowName}/${timestamp}/${id}`;
