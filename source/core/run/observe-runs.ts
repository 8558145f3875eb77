import {type RunEvent} from './events.js';
import {type PlatformRun} from './platform-run.js';

/** What a look at a platform's runs showed, all of it at one time (ms since the epoch). */
export const observeRuns = (runs: readonly PlatformRun[], at: number): readonly RunEvent[] => runs.map(run => ({type: 'platform-run.observed', at, run}));
