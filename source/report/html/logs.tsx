import {type LogPiece, type ReportInput} from './report-input.js';
import {StatusSign} from './status-sign.js';

const Piece = ({piece: {look, lines}}: {readonly piece: LogPiece}) => {
	const text = `${lines.join('\n')}\n`;
	return look === 'plain' ? text : (look === 'noise' ? <i>{text}</i> : <b>{text}</b>);
};

/** The log of every node, folded; the page's script searches them. */
export const Logs = ({result: {nodes}, clean, logs, getLogId}: ReportInput) => (
	<section id='logs' aria-labelledby='logs-title'>
		<h2 id='logs-title'>Logs</h2>
		<div className='script-only'><label htmlFor='search'>Search</label> <input id='search' type='search' placeholder='text in a log; Enter goes on'/> <output id='search-count' htmlFor='search'/></div>
		{nodes.flatMap(({id, status}) => {
			const log = logs.get(id);
			return log === undefined
				? []
				: [
					<details key={id}>
						<summary>{clean(id)} <StatusSign status={status}/> <span className='dim'>{`${log.count} line${log.count === 1 ? '' : 's'}`}</span></summary>
						{log.omittedCount === 0 ? null : <p className='dim'>{`${log.omittedCount} earlier lines are left out; "faasr-tui logs" has them.`}</p>}
						<pre id={getLogId(id)}>{log.pieces.map((piece, index) => <Piece key={index} piece={piece}/>)}</pre>
					</details>,
				];
		})}
	</section>
);
