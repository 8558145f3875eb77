import {type NodeState} from './run-state.js';

/** True for a node of which nothing is on S3: neither a log nor a marker. */
export const isSilent = ({log, doneAt}: NodeState): boolean => log === undefined && doneAt === undefined;
