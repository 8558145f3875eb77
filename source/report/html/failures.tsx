import {describeCause, describeFrame} from '../../core/cause/cause.js';
import {type NodeState} from '../../core/run/run-state.js';
import {getFailedNodes} from '../failed-nodes.js';
import {type ReportInput} from './report-input.js';

const tailLength = 40;

const Failure = ({node, input: {clean, getLog}}: {readonly node: NodeState; readonly input: ReportInput}) => {
	const {cause, sentence, id, status} = node;
	const tail = getLog(node).lines.slice(-tailLength);
	return (
		<article className='cause'>
			<h3>{clean(id)} <span className={status}>{status.toLowerCase().replaceAll('_', ' ')}</span></h3>
			<p><strong>{clean(cause === undefined ? sentence ?? '' : describeCause(cause))}</strong></p>
			{cause?.hint === undefined ? null : <p>{clean(cause.hint)}</p>}
			{cause === undefined || cause.frames.length === 0 ? null : <pre>{cause.frames.map(frame => clean(describeFrame(frame))).join('\n')}</pre>}
			{tail.length === 0 ? null : <details><summary>The last {tail.length} lines of its log</summary><pre>{tail.join('\n')}</pre></details>}
		</article>
	);
};

/** What went wrong, with the cause of each. */
export const Failures = ({input}: {readonly input: ReportInput}) => {
	const failed = getFailedNodes(input.result.nodes);
	return failed.length === 0
		? null
		: (
			<section aria-labelledby='failures-title'>
				<h2 id='failures-title'>What went wrong</h2>
				{failed.map(node => <Failure key={node.id} node={node} input={input}/>)}
			</section>
		);
};
