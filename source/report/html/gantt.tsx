import {type PhaseName} from '../../core/run/timeline/phase.js';
import {formatDuration} from '../../core/text/format-duration.js';
import {type ReportInput} from './report-input.js';

const rowHeight = 22;
const headHeight = 20;
const tickCount = 5;
/** Of the whole width (per cent): what took no time is seen all the same. */
const leastWidth = 0.3;

const legend: ReadonlyArray<readonly [PhaseName, string]> = [
	['waiting', 'a join waits'], ['queued', 'queued'], ['starting', 'its container starts'], ['running', 'runs'],
];

const percent = (share: number): string => `${Number((share * 100).toFixed(3))}%`;

const Ticks = ({spanMs, height}: {readonly spanMs: number; readonly height: number}) => Array.from({length: tickCount + 1}, (_, index) => {
	const x = percent(index / tickCount);
	const anchor = index === 0 ? 'start' : (index === tickCount ? 'end' : 'middle');
	return (
		<g key={index}>
			<line className='tick' x1={x} x2={x} y1={headHeight - 4} y2={height}/>
			<text className={anchor === 'middle' ? 'small inner' : 'small'} x={x} y={11} textAnchor={anchor}>{formatDuration(spanMs * index / tickCount)}</text>
		</g>
	);
});

/** When each node waited, was queued, started and ran; the critical path is marked. The bars are as wide as there is room. */
export const Gantt = ({result: {nodes, durationMs}, timeline, clean}: ReportInput) => {
	const {from = 0, to = from + durationMs, criticalPath} = timeline;
	const span = Math.max(1, to - from);
	const toShare = (at: number): number => (Math.min(Math.max(at, from), to) - from) / span;
	const critical = new Set(criticalPath?.nodes);
	const rows = nodes.flatMap(({id}) => {
		const phases = timeline.nodes.get(id) ?? [];
		return phases.length === 0 ? [] : [{id, phases}];
	});
	const height = headHeight + (rows.length * rowHeight);
	return (
		<section id='timeline' aria-labelledby='timeline-title'>
			<h2 id='timeline-title'>Timeline</h2>
			<ul className='legend'>
				{legend.map(([name, text]) => <li key={name}><svg width={14} height={12} aria-hidden='true'><rect className={name} x={1} y={1} width={12} height={10}/></svg> {text}</li>)}
				{critical.size === 0 ? null : <li><b className='critical'>name</b> on the critical path</li>}
			</ul>
			<div className='gantt'>
				<div className='names' aria-hidden='true'>{rows.map(({id}) => <div key={id} className={critical.has(id) ? 'critical' : undefined}>{clean(id)}</div>)}</div>
				<svg width='100%' height={height} role='img' aria-label={`When each of ${rows.length} nodes ran, within ${formatDuration(span)}; the table of nodes has the times`}>
					<Ticks spanMs={span} height={height}/>
					{rows.map(({id, phases}, index) => (
						<g key={id}>
							{phases.map(({name, from: start, to: end = to}) => (
								<rect key={`${name} ${start}`} className={name} x={percent(toShare(start))} y={headHeight + (index * rowHeight) + 5} width={`${Math.max(leastWidth, Number(((toShare(end) - toShare(start)) * 100).toFixed(3)))}%`} height={rowHeight - 10}>
									<title>{`${clean(id)} ${name} ${formatDuration(end - start)}`}</title>
								</rect>
							))}
						</g>
					))}
				</svg>
			</div>
		</section>
	);
};
