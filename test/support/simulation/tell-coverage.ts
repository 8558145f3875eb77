import {steps} from './fates.js';
import {type Summary} from './simulate-many.js';

/** Pairs of step and fate that the model knows, beside a container that is killed or cancelled at any step. */
const otherPairs = [
	'queue: left there', 'queue: waits long', 'prelude: refuses the document', 'prelude: is the entry and runs a second time',
	'join-check: finds a marker missing', 'unlock: has lost the race', 'lock: finds it left behind',
	'work: looks-like-error', 'work: looks-like-refusal', 'work: caught-error', 'work: raises', 'work: raises-in-r', 'work: exits', 'work: returns-rubbish',
	'trigger: refused', 'trigger: has no value for a conditional', 'trigger: has no such side of the conditional',
	'finish: well', 'end: run again by hand',
];

/** Every pair of step and fate. */
const allPairs: readonly string[] = [...steps.flatMap(step => [`${step}: killed`, `${step}: cancelled-on-web`, `${step}: cancelled by us`]), ...otherPairs];

/** The pairs that no run has met. */
export const listUnmetPairs = ({met}: Summary): readonly string[] => allPairs.filter(pair => met[pair] === undefined);

/** The table of pairs with how often each was met. */
export const tellCoverage = ({met}: Summary): string => allPairs.map(pair => `${String(met[pair] ?? 0).padStart(8)}  ${pair}`).join('\n');
