import {formatDuration} from '../../core/text/format-duration.js';
import {type NodeState} from '../../core/run/run-state.js';
import {countStatuses} from '../describe-verdict.js';
import {Failures} from './failures.js';
import {Gantt} from './gantt.js';
import {Graph} from './graph.js';
import {NodeTable} from './node-table.js';
import {type ReportInput} from './report-input.js';

const Assertions = ({result: {assertions}, clean}: ReportInput) => assertions === undefined
	? null
	: (
		<section aria-labelledby='assertions-title'>
			<h2 id='assertions-title'>{`Checks of ${clean(assertions.file)}`}</h2>
			<table>
				<thead><tr><th scope='col'>Check</th><th scope='col'>Held</th><th scope='col'>Found</th></tr></thead>
				<tbody>
					{assertions.assertions.map(({title, isOk, evidence}, index) => (
						<tr key={index}><td>{clean(title)}</td><td className={isOk ? 'COMPLETED' : 'FAILED'}>{isOk ? 'yes' : 'no'}</td><td>{isOk ? clean(evidence) : <pre>{evidence.split('\n').map(line => clean(line)).join('\n')}</pre>}</td></tr>
					))}
				</tbody>
			</table>
		</section>
	);

const Logs = ({result: {nodes}, clean, getLog}: ReportInput) => {
	const logs = nodes.map(node => ({node, ...getLog(node)})).filter(({lines}) => lines.length > 0);
	return logs.length === 0
		? null
		: (
			<section id='logs' aria-labelledby='logs-title'>
				<h2 id='logs-title'>Logs</h2>
				<div className='script-only'><label>Search <input id='search' type='search' placeholder='text in a log'/></label></div>
				{logs.map(({node, lines, omittedCount}) => (
					<details key={node.id}>
						<summary>{clean(node.id)} <span className='dim'>{`${lines.length} lines`}</span></summary>
						{omittedCount === 0 ? null : <p className='dim'>{`${omittedCount} earlier lines are left out; "faasr-tui logs" has them.`}</p>}
						<pre>{lines.join('\n')}</pre>
					</details>
				))}
			</section>
		);
};

const Facts = ({state: {workflow, triggeredAt}, result: {invocation, durationMs}, cloudLabel, clean}: ReportInput) => {
	const facts = [
		['Workflow', clean(workflow.name)],
		['Ran on', clean(cloudLabel)],
		['InvocationID', clean(invocation?.id ?? '')],
		['InvocationTimestamp', clean(invocation?.timestamp ?? '')],
		['Triggered', triggeredAt === undefined ? '' : new Date(triggeredAt).toISOString()],
		['Duration', formatDuration(durationMs)],
	].filter(([, value]) => value !== '');
	return <dl>{facts.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}</dl>;
};

/** `5 completed, 1 not invoked`. */
const describeCounts = (nodes: readonly NodeState[]): string =>
	countStatuses(nodes).split(' ').map(count => count.split('=').toReversed().join(' ').replaceAll('-', ' ')).join(', ');

/** The body of the report, the verdict and the causes first. */
export const Page = (input: ReportInput) => {
	const {result, state, clean} = input;
	const {verdict = result.outcome} = result;
	return (
		<>
			<header>
				<h1>{clean(state.workflow.name)} <span className={`verdict ${result.exitCode === 0 ? 'COMPLETED' : 'FAILED'}`}>{verdict}</span></h1>
				<p className='dim'>{describeCounts(result.nodes)}</p>
			</header>
			<main>
				<Facts {...input}/>
				{result.warnings?.map(warning => <p key={warning}>{clean(warning)}</p>)}
				<Failures input={input}/>
				<Assertions {...input}/>
				<Graph {...input}/>
				<Gantt {...input}/>
				<NodeTable {...input}/>
				<Logs {...input}/>
			</main>
		</>
	);
};
