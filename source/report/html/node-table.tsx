import {formatDuration} from '../../core/text/format-duration.js';
import {type NodeState} from '../../core/run/run-state.js';
import {getRunUrl} from '../describe-link.js';
import {type ReportInput} from './report-input.js';

const columns = ['Node', 'Status', 'Duration', 'What happened'] as const;

const getDurationMs = ({startedAt, endedAt}: NodeState): number | undefined => startedAt === undefined || endedAt === undefined ? undefined : endedAt - startedAt;

/** Every node: how it ended, how long it took, and why. */
export const NodeTable = ({state, result: {nodes}, clean}: ReportInput) => (
	<section aria-labelledby='nodes-title'>
		<h2 id='nodes-title'>Nodes</h2>
		<div className='script-only'><label>Filter <input id='filter' type='search' placeholder='part of a name or status'/></label></div>
		<table id='nodes'>
			<thead><tr>{columns.map(column => <th key={column} scope='col'><button type='button'>{column}</button></th>)}</tr></thead>
			<tbody>
				{nodes.map(node => {
					const durationMs = getDurationMs(node);
					const url = getRunUrl(node, state);
					return (
						<tr key={node.id}>
							<td>{url === undefined ? clean(node.id) : <a href={url}>{clean(node.id)}</a>}</td>
							<td className={node.status}>{node.status.toLowerCase().replaceAll('_', ' ')}</td>
							<td className='number' data-sort={durationMs ?? -1}>{durationMs === undefined ? '' : formatDuration(durationMs)}</td>
							<td>{node.reason === 'completed' || node.sentence === undefined ? '' : clean(node.sentence)}</td>
						</tr>
					);
				})}
			</tbody>
		</table>
	</section>
);
