import {type Random} from './random.js';

/**
The steps of an action's life at which something can happen to it, in their order (faasr.md 2c). Each is named after what comes
next: a container that is killed at `done` dies before it writes the marker.
*/
export const steps = [
	// Waits for a runner; the image is pulled; everything up to here, and what refuses to start, is on stdout only.
	'queue', 'pull', 'prelude',
	// A join: looks for markers, puts its flag, takes the lock, writes its candidate, gives the lock back.
	'join-check', 'flag', 'lock', 'candidate', 'unlock',
	// The first flush of the log, and one for each call of FaaSr's API.
	'start', 'work',
	// The marker; what is known right after it; each dispatch; the last flush; the end of the container.
	'done', 'report', 'trigger', 'finish', 'end',
] as const;

export type Step = typeof steps[number];

/** What the function does, where nothing comes in its way. */
export type Ending = 'returns' | 'raises' | 'raises-in-r' | 'exits' | 'returns-rubbish';

/** Why a life ends before its time. */
export type Misfortune = {
	readonly kind: 'killed' | 'cancelled-on-web';
	readonly at: Step;
	/** For `trigger` and `work`: at the how manyth. */
	readonly count: number;
};

/** Everything that is decided about one arrival of an action on its platform. */
export type Fate = {
	readonly result: 'None' | 'True' | 'False';
	readonly ending: Ending;
	readonly misfortune?: Misfortune;
	/** It refuses the document before its first log line, as when a secret or an image is missing. */
	readonly isRefused: boolean;
	/** The platform refuses its how manyth dispatch, from 0. */
	readonly refusedDispatch?: number;
	/** What it says that is no failure: a text like an ERROR of the executor or of the scheduler, or an ERROR of the API that it catches. */
	readonly noise?: 'looks-like-error' | 'looks-like-refusal' | 'caught-error';
	/** It calls nothing of the API any more after what it said. */
	readonly isQuietLate: boolean;
	/** No runner ever takes it. */
	readonly isLeftInQueue: boolean;
	/** It waits for a runner for minutes. */
	readonly waitsLong: boolean;
	/** After a red end somebody presses "Re-run" on the platform's page. */
	readonly isRerun: boolean;
};

/** What mostly happens. */
export const plainFate: Fate = {result: 'None', ending: 'returns', isRefused: false, isQuietLate: false, isLeftInQueue: false, waitsLong: false, isRerun: false};

const endings: readonly Ending[] = ['raises', 'raises', 'raises-in-r', 'exits', 'returns-rubbish'];

/** The steps of a join's gate. */
export const joinSteps = steps.slice(steps.indexOf('join-check'), steps.indexOf('start'));

/** A join is left alone between its steps less often than it is met there: half of what happens to it happens at its gate. */
const drawMisfortune = (random: Random, isJoin: boolean): Misfortune => ({
	kind: random.chance(0.7) ? 'killed' : 'cancelled-on-web',
	at: isJoin && random.chance(0.5) ? random.pick(joinSteps) : random.pick(steps),
	count: random.pick([0, 0, 0, 1, 1, 2]),
});

/** What matters of an action for its fates. */
export type ActionKind = {readonly hasConditional: boolean; readonly isJoin: boolean};

type Trouble = {
	/** How likely something happens to an arrival. */
	readonly rate: number;
	readonly mayBeLeft: boolean;
	readonly mayBeRerun: boolean;
};

/** Draws what happens to an arrival. */
export const drawFate = (random: Random, {rate, mayBeLeft, mayBeRerun}: Trouble, {hasConditional, isJoin}: ActionKind): Fate => {
	const result = hasConditional ? random.pick(['True', 'True', 'False', 'False', 'None'] as const) : random.pick(['None', 'None', 'True'] as const);
	const plain: Fate = {
		...plainFate,
		// Without a value a conditional is an error: that is trouble, too.
		result: hasConditional && result === 'None' && !random.chance(rate) ? 'True' : result,
		...(random.chance(0.15) && {noise: random.pick(['looks-like-error', 'looks-like-refusal', 'caught-error', 'caught-error'] as const)}),
		isQuietLate: random.chance(0.3),
		waitsLong: random.chance(0.05),
	};
	if (!random.chance(rate)) {
		return plain;
	}

	const isRerun = mayBeRerun && random.chance(0.5);
	const kind = random.pick(['ending', 'ending', 'misfortune', 'misfortune', 'misfortune', 'refused', 'dispatch', 'left'] as const);
	switch (kind) {
		case 'ending': {
			// Both may meet in one life: an exception, and a container that dies over its report.
			return {...plain, isRerun, ending: random.pick(endings), ...(random.chance(0.25) && {misfortune: drawMisfortune(random, isJoin)})};
		}

		case 'misfortune': {
			return {...plain, isRerun, misfortune: drawMisfortune(random, isJoin)};
		}

		case 'refused': {
			return {...plain, isRerun, isRefused: true};
		}

		case 'dispatch': {
			return {...plain, isRerun, refusedDispatch: random.pick([0, 0, 1, 2])};
		}

		case 'left': {
			return {...plain, isLeftInQueue: mayBeLeft};
		}
	}
};
