import {holdAttempt} from '../../core/run/hold-attempt.js';
import {type PlatformRun} from '../../core/run/platform-run.js';
import {compareRuns, type RunId} from '../../core/run/run-id.js';

export type KnownRunsOptions = {
	/** Every run known so far. Read anew each time, because the watcher learns of runs too. */
	readonly getRuns: () => Iterable<PlatformRun>;
	/** True for a run that is known to be ours although it may look like another invocation's; others are not cancelled. @default none is */
	readonly isOurs?: (run: PlatformRun) => boolean;
};

const progress: Record<PlatformRun['status'], number> = {queued: 0, in_progress: 1, completed: 2};

/** The runs of the watcher's state and those we listed ourselves; of two accounts of one run the later counts. */
export const createKnownRuns = ({getRuns, isOurs = () => false}: KnownRunsOptions) => {
	const listed = new Map<RunId, PlatformRun>();
	const list = (): readonly PlatformRun[] => {
		const runs = new Map(listed);
		for (const run of getRuns()) {
			const other = runs.get(run.id);
			if (other === undefined || (progress[run.status] > progress[other.status] && (run.attempt ?? 1) >= (other.attempt ?? 1))) {
				runs.set(run.id, run);
			}
		}

		return [...runs.values()].filter(run => run.status !== 'completed');
	};

	/** Seen alive: those whose containers may go on when they have ended. */
	const outliving = new Map<RunId, PlatformRun>();
	const isSuspect = (run: PlatformRun): boolean => run.isGuess === true && !isOurs(run);
	const getAlive = (): readonly PlatformRun[] => {
		const alive = list().filter(run => !isSuspect(run));
		for (const run of alive.filter(({outlivesCancel}) => outlivesCancel)) {
			outliving.set(run.id, run);
		}

		return alive;
	};

	return {
		note(runs: readonly PlatformRun[]): void {
			for (const run of runs) {
				listed.set(run.id, holdAttempt(run));
			}
		},
		/** What is ours and has not ended. */
		getAlive,
		/** What was, and has ended, while its container may go on; oldest first. */
		getOutliving(): readonly RunId[] {
			const alive = new Set(getAlive().map(({id}) => id));
			return [...outliving.values()].sort(compareRuns).flatMap(({id}) => alive.has(id) ? [] : [id]);
		},
		/** What may be ours and has not ended. */
		getSuspects: () => list().filter(run => isSuspect(run)),
	};
};
