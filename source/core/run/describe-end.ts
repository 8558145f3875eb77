import {type PlatformRun} from './platform-run.js';

/** How a platform run ended, in the platform's own word. */
export const describeEnd = ({conclusion}: PlatformRun): string => `ended with ${conclusion ?? 'no conclusion'}`;
