import {describeCause, describeFrame} from '../../core/cause/cause.js';
import {type NodeState} from '../../core/run/run-state.js';
import {getRunUrl} from '../describe-link.js';
import {type ReportInput} from './report-input.js';
import {StatusSign} from './status-sign.js';

const Failure = ({node, input: {state, clean, getTail, getLogId}}: {readonly node: NodeState; readonly input: ReportInput}) => {
	const {cause, sentence, id, status} = node;
	const tail = getTail(node);
	const [logId, url] = [getLogId(id), getRunUrl(node, state)];
	return (
		<article className={`cause ${status}`}>
			<h3>{clean(id)} <StatusSign status={status}/></h3>
			<p><strong>{clean(cause === undefined ? sentence ?? '' : describeCause(cause))}</strong></p>
			{cause?.hint === undefined ? null : <p>{clean(cause.hint)}</p>}
			{cause === undefined || cause.frames.length === 0 ? null : <pre>{cause.frames.map(frame => clean(describeFrame(frame))).join('\n')}</pre>}
			{tail.length === 0 ? null : <details open><summary>The last {tail.length} lines of its log</summary><pre>{tail.join('\n')}</pre></details>}
			<p className='links'>
				{logId === undefined ? null : <a href={`#${logId}`}>Whole log of {clean(id)}</a>}
				{url === undefined ? null : <a href={url}>Its run on the platform</a>}
			</p>
		</article>
	);
};

/** What went wrong, with the cause of each. */
export const Failures = ({failed, input}: {readonly failed: readonly NodeState[]; readonly input: ReportInput}) => (
	<section id='failures' aria-labelledby='failures-title'>
		<h2 id='failures-title'>What went wrong</h2>
		{failed.map(node => <Failure key={node.id} node={node} input={input}/>)}
	</section>
);
