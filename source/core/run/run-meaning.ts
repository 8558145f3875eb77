import {type PlatformRun} from './platform-run.js';

type Ended = Pick<PlatformRun, 'status' | 'meaning'>;

/** Whether a run's end proves that it did not do its work, or not all of it. */
export const isRed = ({status, meaning}: Ended): boolean => status === 'completed' && (meaning === 'failure' || meaning === 'cancelled');

/** Whether a run has ended, and its end proves nothing: neither its colour nor its exit code is the container's. */
export const isColourless = ({status, meaning = 'none'}: Ended): boolean => status === 'completed' && meaning === 'none';
