import {type LogEntry} from '../log-entry.js';

const lost: LogEntry = {node: '', text: '(lost)', message: '(lost)', at: 0, isNoise: false};

/** Lines that say that those which stood there are lost. */
export const createLost = (count: number): LogEntry[] => Array.from({length: Math.max(0, count)}, () => lost);
