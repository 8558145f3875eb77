import {type PlatformRun} from './platform-run.js';
import {isColourless} from './run-meaning.js';

/** How a run ended, as a part of a sentence: `ended with failure`. */
export const describeEnd = (run: PlatformRun): string =>
	`ended with ${run.conclusion ?? 'no conclusion'}${isColourless(run) ? ' (which says nothing of its work)' : ''}`;
