import {layoutWorkflow} from '../../core/layout/layout-workflow.js';
import {type GraphBox} from '../../core/layout/graph-layout.js';
import {combineStatuses} from '../../core/run/combine-statuses.js';
import {type Action} from '../../core/workflow/workflow.js';
import {type ReportInput} from './report-input.js';

/** Pixels of a terminal cell, for which the layout is made. */
const cell = {width: 8, height: 18};

const describe = ({name, rank, isRanked}: Action, clean: (text: string) => string): string => `${clean(name)}${isRanked ? ` ×${rank}` : ''}`;

const getMiddle = ({x, y, width, height}: GraphBox) => ({x: (x + (width / 2)) * cell.width, top: y * cell.height, bottom: (y + height) * cell.height});

/** The workflow as boxes with the state of each action, and the calls between them. */
export const Graph = ({state: {workflow}, result: {nodes}, clean}: ReportInput) => {
	const texts = new Map([...workflow.actions].map(([name, action]) => [name, describe(action, clean)]));
	const layout = layoutWorkflow(workflow, {direction: 'down', boxHeight: 3, getBoxWidth: action => (texts.get(action)?.length ?? 0) + 4});
	const edges = [...workflow.actions.values()].flatMap(({successors}) => successors).flatMap(({from, to, when}) => {
		const [source, target] = [layout.boxes.get(from), layout.boxes.get(to)];
		return source === undefined || target === undefined ? [] : [{key: `${from} ${to} ${when}`, from: getMiddle(source), to: getMiddle(target), when}];
	});
	const size = {width: (layout.width * cell.width) + 16, height: (layout.height * cell.height) + 16};
	return (
		<section aria-labelledby='graph-title'>
			<h2 id='graph-title'>Workflow</h2>
			<div className='scroll' tabIndex={0} role='region' aria-label="The workflow's graph">
				<svg width={size.width} height={size.height} viewBox={`-8 -8 ${size.width} ${size.height}`} role='img' aria-label={`${workflow.actions.size} actions and the calls between them`}>
					{edges.map(({key, from, to, when}) => {
						const bend = Math.max(10, (to.top - from.bottom) / 2);
						return (
							<g key={key}>
								<path className='edge' d={`M ${from.x} ${from.bottom} C ${from.x} ${from.bottom + bend} ${to.x} ${to.top - bend} ${to.x} ${to.top}`}/>
								{when === 'always' ? null : <text className='small' x={((from.x + to.x) / 2) + 4} y={(from.bottom + to.top) / 2}>{when}</text>}
							</g>
						);
					})}
					{[...layout.boxes.values()].map(box => {
						const status = combineStatuses(nodes.filter(({action}) => action === box.action));
						return (
							<g key={box.action}>
								<title>{`${texts.get(box.action) ?? ''}: ${status}`}</title>
								<rect className={`box ${status}`} x={box.x * cell.width} y={box.y * cell.height} width={box.width * cell.width} height={box.height * cell.height} rx={6}/>
								<text x={getMiddle(box).x} y={(box.y * cell.height) + 24} textAnchor='middle'>{texts.get(box.action)}</text>
								<text className='small' x={getMiddle(box).x} y={(box.y * cell.height) + 42} textAnchor='middle'>{status.toLowerCase().replaceAll('_', ' ')}</text>
							</g>
						);
					})}
				</svg>
			</div>
		</section>
	);
};
