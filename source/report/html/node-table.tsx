import {formatDuration} from '../../core/text/format-duration.js';
import {type NodeState} from '../../core/run/run-state.js';
import {getRunUrl} from '../describe-link.js';
import {type ReportInput} from './report-input.js';
import {StatusSign} from './status-sign.js';

const getDurationMs = ({startedAt, endedAt}: NodeState): number | undefined => startedAt === undefined || endedAt === undefined ? undefined : endedAt - startedAt;

const Time = ({ms, sign = ''}: {readonly ms: number | undefined; readonly sign?: string}) =>
	<td className='number' data-sort={ms ?? -1}>{ms === undefined ? '' : sign + formatDuration(ms)}</td>;

/** Every node: how it ended, when it began, how long it took, and why. */
export const NodeTable = ({state, result: {nodes}, clean, getLogId}: ReportInput) => {
	const urls = new Map(nodes.flatMap(node => {
		const url = getRunUrl(node, state);
		return url === undefined ? [] : [[node.id, url] as const];
	}));
	const {triggeredAt} = state;
	const sentences = new Map(nodes.flatMap(({id, reason, sentence}) => reason === 'completed' || sentence === undefined ? [] : [[id, clean(sentence)] as const]));
	const columns = ['Node', 'Status', 'Began', 'Took', ...(sentences.size === 0 ? [] : ['What happened']), ...(urls.size === 0 ? [] : ['Run'])];
	return (
		<section id='nodes' aria-labelledby='nodes-title'>
			<h2 id='nodes-title'>Nodes</h2>
			<div className='script-only'><label htmlFor='filter'>Filter</label> <input id='filter' type='search' placeholder='part of a name or status'/> <output id='filter-count' htmlFor='filter'/></div>
			<div className='wide'>
				<table aria-labelledby='nodes-title'>
					<thead><tr>{columns.map(column => <th key={column} scope='col' className={column === 'Began' || column === 'Took' ? 'number' : undefined}>{column}</th>)}</tr></thead>
					<tbody>
						{nodes.map(node => {
							const {id, status, startedAt} = node;
							const [logId, url] = [getLogId(id), urls.get(id)];
							return (
								<tr key={id}>
									<th scope='row'>{logId === undefined ? clean(id) : <a href={`#${logId}`}>{clean(id)}</a>}</th>
									<td><StatusSign status={status}/></td>
									<Time ms={startedAt === undefined || triggeredAt === undefined ? undefined : Math.max(0, startedAt - triggeredAt)} sign='+'/>
									<Time ms={getDurationMs(node)}/>
									{sentences.size === 0 ? null : <td>{sentences.get(id)}</td>}
									{urls.size === 0 ? null : <td>{url === undefined ? '' : <a href={url} aria-label={`Run of ${clean(id)} on the platform`}>open</a>}</td>}
								</tr>
							);
						})}
					</tbody>
				</table>
			</div>
		</section>
	);
};
