import {Fragment, type ReactElement} from 'react';
import {formatDate} from '../../core/run/format-date.js';
import {type NodeState} from '../../core/run/run-state.js';
import {formatDuration} from '../../core/text/format-duration.js';
import {readVersion} from '../../environment/describe-system.js';
import {countStatuses} from '../describe-verdict.js';
import {getFailedNodes} from '../failed-nodes.js';
import {Assertions} from './assertions.js';
import {Document} from './document.js';
import {Failures} from './failures.js';
import {Files} from './files.js';
import {Gantt} from './gantt.js';
import {Graph} from './graph.js';
import {Logs} from './logs.js';
import {NodeTable} from './node-table.js';
import {type ReportInput} from './report-input.js';

const timeFormat = '%Y-%m-%d %H:%M:%S UTC';

const Facts = ({state: {triggeredAt}, result: {invocation, durationMs, nodes}, cloudLabel, clean}: ReportInput) => {
	const facts = [
		['Nodes', describeCounts(nodes)],
		['Took', formatDuration(durationMs)],
		['Began', triggeredAt === undefined ? '' : formatDate(triggeredAt, timeFormat)],
		['Ran on', clean(cloudLabel)],
		['InvocationID', clean(invocation?.id ?? '')],
		['InvocationTimestamp', clean(invocation?.timestamp ?? '')],
	].filter(([, value]) => value !== '');
	return <dl className='facts'>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
};

/** `5 completed, 1 not invoked`. */
const describeCounts = (nodes: readonly NodeState[]): string =>
	countStatuses(nodes).split(' ').map(count => count.split('=').toReversed().join(' ').replaceAll('-', ' ')).join(', ');

type Part = {readonly id: string; readonly title: string; readonly body: ReactElement};

/** The parts that there is something to say in, the causes first. */
const listParts = (input: ReportInput): readonly Part[] => {
	const {result: {nodes, assertions}, clean, mask, files} = input;
	const failed = getFailedNodes(nodes);
	return [
		...(failed.length === 0 ? [] : [{id: 'failures', title: 'What went wrong', body: <Failures failed={failed} input={input}/>}]),
		...(assertions === undefined ? [] : [{id: 'checks', title: 'Checks', body: <Assertions assertions={assertions} clean={clean}/>}]),
		{id: 'graph', title: 'Workflow', body: <Graph {...input}/>},
		...(input.timeline.from === undefined ? [] : [{id: 'timeline', title: 'Timeline', body: <Gantt {...input}/>}]),
		{id: 'nodes', title: 'Nodes', body: <NodeTable {...input}/>},
		...(files === undefined || files.files.length + files.notes.length === 0 ? [] : [{id: 'files', title: 'Files', body: <Files files={files} clean={clean} mask={mask}/>}]),
		...(input.logs.size === 0 ? [] : [{id: 'logs', title: 'Logs', body: <Logs {...input}/>}]),
		{id: 'document', title: 'What ran', body: <Document {...input}/>},
	];
};

const getTone = ({outcome, exitCode}: ReportInput['result']): string => outcome === 'RUNNING' ? 'RUNNING' : (exitCode === 0 ? 'COMPLETED' : 'FAILED');

/** The body of the report, the verdict and the causes first. */
export const Page = (input: ReportInput) => {
	const {result, state, clean, now} = input;
	const {verdict = result.outcome} = result;
	const parts = listParts(input);
	return (
		<>
			<header>
				<h1>{clean(state.workflow.name)} <span className={`verdict ${getTone(result)}`}>{verdict.replaceAll('_', ' ')}</span></h1>
				<Facts {...input}/>
				{result.outcome === 'RUNNING' ? <p className='note'>{`The run goes on: this is how it was on ${formatDate(now, timeFormat)}.`}</p> : null}
				{result.warnings?.map(warning => <p key={warning} className='note'>{clean(warning)}</p>)}
			</header>
			<nav aria-label='Contents'>{parts.map(({id, title}) => <a key={id} href={`#${id}`}>{title}</a>)}</nav>
			<main>{parts.map(({id, body}) => <Fragment key={id}>{body}</Fragment>)}</main>
			<footer className='dim'>{`Written by faasr-tui ${readVersion()} on ${formatDate(now, timeFormat)}.`}</footer>
		</>
	);
};
