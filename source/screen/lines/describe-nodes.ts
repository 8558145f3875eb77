import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {formatDuration} from '../../core/text/format-duration.js';
import {describeCounts} from '../run/describe-outcome.js';
import {createTheme} from '../frame/theme.js';

const theme = createTheme({hasColor: false, isUtf8: false});

const describeNode = ({id, status, startedAt, endedAt, sentence}: NodeState, cleanText: (text: string) => string): string => {
	const duration = startedAt === undefined || endedAt === undefined ? '' : ` in ${formatDuration(endedAt - startedAt)}`;
	const why = sentence === undefined ? '' : `: ${cleanText(sentence)}`;
	return `${cleanText(id)} ${theme.statuses[status].word}${duration}${why}`;
};

/** Says how every node stands that is not simply pending, a line each, and how many are in which state. */
export const describeNodes = (state: RunState, cleanText: (text: string) => string): readonly string[] => [
	...[...state.nodes.values()].filter(({status}) => status !== 'PENDING').map(node => describeNode(node, cleanText)),
	describeCounts(state, theme),
];
