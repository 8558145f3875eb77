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
	/** What it says that is no failure: a text like an ERROR of the executor, or an ERROR of the API that it catches. */
	readonly noise?: 'looks-like-error' | 'caught-error';
	/** No runner ever takes it. */
	readonly isLeftInQueue: boolean;
	/** It waits for a runner for minutes. */
	readonly waitsLong: boolean;
	/** After a red end somebody presses "Re-run" on the platform's page. */
	readonly isRerun: boolean;
};

/** What mostly happens. */
export const plainFate: Fate = {result: 'None', ending: 'returns', isRefused: false, isLeftInQueue: false, waitsLong: false, isRerun: false};

const endings: readonly Ending[] = ['raises', 'raises', 'raises-in-r', 'exits', 'returns-rubbish'];

const drawMisfortune = (random: Random): Misfortune => ({
	kind: random.chance(0.75) ? 'killed' : 'cancelled-on-web',
	at: random.pick(steps),
	count: random.pick([0, 0, 0, 1, 1, 2]),
});

type Trouble = {
	/** How likely something happens to an arrival. */
	readonly rate: number;
	readonly mayBeLeft: boolean;
	readonly mayBeRerun: boolean;
};

/** Draws what happens to an arrival. */
export const drawFate = (random: Random, {rate, mayBeLeft, mayBeRerun}: Trouble, hasConditional: boolean): Fate => {
	const result = hasConditional ? random.pick(['True', 'True', 'False', 'False', 'None'] as const) : random.pick(['None', 'None', 'True'] as const);
	const plain: Fate = {
		...plainFate,
		// Without a value a conditional is an error: that is trouble, too.
		result: hasConditional && result === 'None' && !random.chance(rate) ? 'True' : result,
		...(random.chance(0.15) && {noise: random.pick(['looks-like-error', 'caught-error'] as const)}),
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
			return {...plain, isRerun, ending: random.pick(endings), ...(random.chance(0.25) && {misfortune: drawMisfortune(random)})};
		}

		case 'misfortune': {
			return {...plain, isRerun, misfortune: drawMisfortune(random)};
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
