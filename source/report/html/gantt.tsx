import {formatDuration} from '../../core/text/format-duration.js';
import {type ReportInput} from './report-input.js';

const width = 900;
const nameWidth = 220;
const rowHeight = 20;
const tickCount = 5;

/** When each node waited, was queued, started and ran; the critical path is marked. */
export const Gantt = ({result: {nodes, durationMs}, timeline, clean}: ReportInput) => {
	const {from = 0, to = from + durationMs, criticalPath} = timeline;
	const span = Math.max(1, to - from);
	const toX = (at: number): number => nameWidth + ((Math.min(Math.max(at, from), to) - from) / span * (width - nameWidth));
	const critical = new Set(criticalPath?.nodes);
	const rows = nodes.filter(({id}) => (timeline.nodes.get(id)?.length ?? 0) > 0);
	const height = ((rows.length + 1) * rowHeight) + 8;
	return (
		<section aria-labelledby='timeline-title'>
			<h2 id='timeline-title'>Timeline</h2>
			<p className='dim'>Grey frame: a join waits · grey: queued · yellow: its container starts · green: runs.{critical.size > 0 ? ' Blue names are the critical path.' : ''}</p>
			<div className='scroll' tabIndex={0} role='region' aria-label='The timeline'>
				<svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role='img' aria-label={`Timeline of ${rows.length} nodes over ${formatDuration(span)}`}>
					{Array.from({length: tickCount + 1}, (_, index) => (
						<g key={index}>
							<path className='edge' d={`M ${toX(from + (span * index / tickCount))} ${rowHeight - 2} V ${height}`} opacity={0.4}/>
							<text className='small' x={toX(from + (span * index / tickCount))} y={12} textAnchor={index === tickCount ? 'end' : 'middle'}>{formatDuration((span * index) / tickCount)}</text>
						</g>
					))}
					{rows.map(({id}, index) => {
						const y = (index + 1) * rowHeight;
						return (
							<g key={id}>
								<text className={critical.has(id) ? 'critical' : undefined} x={nameWidth - 8} y={y + 14} textAnchor='end'>{clean(id).slice(-28)}</text>
								{(timeline.nodes.get(id) ?? []).map(({name, from: start, to: end = to}) => (
									<rect key={`${name} ${start}`} className={name} x={toX(start)} y={y + 4} width={Math.max(1, toX(end) - toX(start))} height={rowHeight - 8}>
										<title>{`${clean(id)} ${name} ${formatDuration(end - start)}`}</title>
									</rect>
								))}
							</g>
						);
					})}
				</svg>
			</div>
		</section>
	);
};
