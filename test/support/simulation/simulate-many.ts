import {drawScenario, type Scenario} from './scenario.js';
import {simulate, type Simulated} from './simulate.js';

/** What many simulated runs came to. */
export type Summary = {
	runCount: number;
	/** Rules that were broken, each with how often, and the first seed that showed it. */
	readonly broken: Record<string, {count: number; readonly seed: string; readonly text: string}>;
	/** Every seed that broke a rule, in the order in which they were run. */
	readonly failed: string[];
	/** How often each pair of step and fate was met. */
	readonly met: Record<string, number>;
};

export type SimulateManyOptions = {
	readonly seeds: Iterable<number>;
	/** Where documents are written. */
	readonly file: string;
	/** Makes another scenario of the one that was drawn. */
	readonly change?: ((scenario: Scenario) => Scenario) | undefined;
	/** Ends early: as soon as one rule is broken. */
	readonly isFirstEnough?: boolean | undefined;
};

export const createSummary = (): Summary => ({runCount: 0, broken: {}, failed: [], met: {}});

/** Adds one summary to another. */
export const addSummary = (sum: Summary, {runCount, broken, failed, met}: Summary): void => {
	sum.runCount += runCount;
	sum.failed.push(...failed);
	for (const [rule, found] of Object.entries(broken)) {
		const known = sum.broken[rule];
		sum.broken[rule] = known === undefined ? {...found} : {...known, count: known.count + found.count};
	}

	for (const [pair, count] of Object.entries(met)) {
		sum.met[pair] = (sum.met[pair] ?? 0) + count;
	}
};

/** What throws is a rule broken like any other. */
const simulateSafely = async (scenario: Scenario, file: string): Promise<Pick<Simulated, 'disagreements' | 'met'>> => {
	try {
		return await simulate(scenario, {file});
	} catch (error) {
		const text = error instanceof Error ? error.message : 'for no reason';
		return {disagreements: [{rule: `throws: ${text.slice(0, 40)}`, text}], met: new Set()};
	}
};

/** Simulates one run for each seed, one after the other. */
export const simulateMany = async ({seeds, file, change = scenario => scenario, isFirstEnough = false}: SimulateManyOptions): Promise<Summary> => {
	const sum = createSummary();
	for (const seed of seeds) {
		const {disagreements, met} = await simulateSafely(change(drawScenario(String(seed))), file);
		addSummary(sum, {
			runCount: 1,
			broken: Object.fromEntries(disagreements.map(({rule, text}) => [rule, {count: 1, seed: String(seed), text}])),
			failed: disagreements.length > 0 ? [String(seed)] : [],
			met: Object.fromEntries([...met].map(pair => [pair, 1])),
		});
		if (isFirstEnough && disagreements.length > 0) {
			break;
		}
	}

	return sum;
};

/** The seeds from one number on. */
export const listSeeds = (from: number, count: number): readonly number[] => Array.from({length: count}, (_, index) => from + index);
