import {drawShape, type Shape} from './document.js';
import {type Fate} from './fates.js';
import {type Random, createRandom} from './random.js';

/** How the two sources show what is there. Nothing of it is the program's doing, and nothing of it changes what happens. */
export type Weather = {
	/** Longest time an answer takes (ms). */
	readonly latencyMs: number;
	/** The list of runs is so old (ms). */
	readonly runLagMs: number;
	/** A new run is missing in the list for so long, though others are shown as they are (ms). */
	readonly newRunLagMs: number;
	/** The listing of objects is so old (ms); what is read is read as it is. */
	readonly objectLagMs: number;
	/** Everything is listed twice. */
	readonly isDoubled: boolean;
	/** A source that fails for a while, from and to in ms after the trigger. */
	readonly outages: ReadonlyArray<{readonly source: 'bucket' | 'platform'; readonly fromMs: number; readonly toMs: number}>;
};

/** What somebody does about the run, in ms after the trigger. */
export type Command =
	| {readonly kind: 'cancel'; readonly atMs: number}
	/** Resumes what failed: right after the verdict, or once the last container has ended. */
	| {readonly kind: 'resume'; readonly isAtOnce: boolean};

/** Everything that is decided before a run begins; what happens to each arrival is drawn from the same seed when it arrives. */
export type Scenario = {
	readonly seed: string;
	readonly shape: Shape;
	/** Named by our registration, whose titles tell invocation and rank, or plain as FaaSr registers. */
	readonly registration: 'named' | 'plain';
	/** How often the list of runs may be asked for: GitHub's pace where absent. */
	readonly pollIntervalMs?: number | undefined;
	readonly checkIntervalMs: number;
	readonly timeoutMs: number;
	/** By how much the watcher's clock and the store's are ahead of the platform's (ms). */
	readonly skewMs: number;
	readonly storeSkewMs: number;
	/** How likely something happens to an arrival. */
	readonly troubleRate: number;
	readonly mayBeLeft: boolean;
	readonly mayBeRerun: boolean;
	readonly weather: Weather;
	/** Another invocation of the workflow, begun so many ms after this one; nobody watches it. */
	readonly otherAtMs?: number | undefined;
	readonly command?: Command | undefined;
	/** What happens to arrivals by their keys, where it is told and not drawn. */
	readonly fates?: Readonly<Record<string, Partial<Fate>>> | undefined;
	/** Arrivals to which nothing happens, `*` for all: how a story is shortened. */
	readonly quiet: ReadonlySet<string>;
	/** Every step takes a second: how a story is told in round numbers. */
	readonly isSteady: boolean;
};

/** Answers at once, all of them right. */
export const clearWeather: Weather = {latencyMs: 0, runLagMs: 0, newRunLagMs: 0, objectLagMs: 0, isDoubled: false, outages: []};

const drawWeather = (random: Random): Weather => {
	if (random.chance(0.5)) {
		return {...clearWeather, latencyMs: random.pick([0, 50, 400])};
	}

	const source = random.pick(['bucket', 'platform'] as const);
	const fromMs = random.span(1000, 60_000);
	return {
		latencyMs: random.pick([0, 100, 1500]),
		runLagMs: random.chance(0.3) ? random.span(500, 10_000) : 0,
		newRunLagMs: random.chance(0.3) ? random.span(500, 10_000) : 0,
		objectLagMs: random.chance(0.15) ? random.span(500, 5000) : 0,
		isDoubled: random.chance(0.3),
		outages: random.chance(0.3) ? [{source, fromMs, toMs: fromMs + random.span(1000, 60_000)}] : [],
	};
};

const drawCommand = (random: Random): Command | undefined => {
	const kind = random.pick(['none', 'none', 'none', 'cancel', 'resume', 'resume'] as const);
	return kind === 'none' ? undefined : (kind === 'cancel' ? {kind, atMs: random.span(500, 60_000)} : {kind, isAtOnce: random.chance(0.5)});
};

/** Draws everything that is decided before a run begins. */
export const drawScenario = (seed: string): Scenario => {
	const random = createRandom(seed);
	const command = drawCommand(random.fork('command'));
	return {
		seed,
		shape: drawShape(random.fork('shape')),
		registration: random.chance(0.65) ? 'named' : 'plain',
		...(random.chance(0.3) && {pollIntervalMs: 1000}),
		checkIntervalMs: random.pick([1000, 1000, 2000, 5000]),
		timeoutMs: 300_000,
		skewMs: random.chance(0.3) ? random.int(-240_000, 240_000) : 0,
		storeSkewMs: random.chance(0.3) ? random.int(-60_000, 60_000) : 0,
		troubleRate: random.pick([0, 0.15, 0.15, 0.3, 0.6]),
		mayBeLeft: random.chance(0.2),
		mayBeRerun: random.chance(0.1),
		weather: drawWeather(random.fork('weather')),
		...(random.chance(0.2) && {otherAtMs: random.int(0, 20_000)}),
		...(command && {command}),
		quiet: new Set(),
		isSteady: false,
	};
};
