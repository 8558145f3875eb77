import {layoutWorkflow} from '../../core/layout/layout-workflow.js';
import {type GraphBox, type GraphLayout} from '../../core/layout/graph-layout.js';
import {combineStatuses} from '../../core/run/combine-statuses.js';
import {type Status} from '../../core/run/status.js';
import {type Action, type Edge} from '../../core/workflow/workflow.js';
import {type ReportInput} from './report-input.js';
import {describeStatus, getStatusWord} from './status-sign.js';

/** Pixels of a terminal cell, for which the layout is made. */
const cell = {width: 8, height: 18};

/** An arrowhead is drawn so far before the box. */
const headLength = 5;

const describe = ({name, rank, isRanked}: Action, clean: (text: string) => string): string => `${clean(name)}${isRanked ? ` ×${rank}` : ''}`;

const toX = (port: number): number => (port + 0.5) * cell.width;

/** Where an edge passes the layers between its ends, each with its upper and lower side. */
const listPassages = ({from, to}: Edge, source: GraphBox, target: GraphBox, {layers}: GraphLayout): ReadonlyArray<{readonly x: number; readonly top: number; readonly bottom: number}> =>
	layers.slice(source.layer + 1, target.layer).flatMap(({passages, start, end}) => {
		const passage = passages.find(one => one.from === from && one.targets.includes(to, one.firstTarget));
		return passage === undefined ? [] : [{x: toX(passage.port), top: start * cell.height, bottom: end * cell.height}];
	});

/** A line that leaves and reaches every layer straight, and bends between them. */
const drawEdge = (edge: Edge, source: GraphBox, target: GraphBox, layout: GraphLayout): string => {
	const end = {x: toX(target.port), top: (target.y * cell.height) - headLength, bottom: 0};
	let [x, y] = [toX(source.port), (source.y + source.height) * cell.height];
	let path = `M ${x} ${y}`;
	for (const stop of [...listPassages(edge, source, target, layout), end]) {
		const middle = (y + stop.top) / 2;
		path += ` C ${x} ${middle} ${stop.x} ${middle} ${stop.x} ${stop.top}${stop === end ? '' : ` V ${stop.bottom}`}`;
		[x, y] = [stop.x, stop.bottom];
	}

	return path;
};

const wasTaken = (from: Status | undefined, to: Status | undefined): boolean =>
	from === 'COMPLETED' && to !== undefined && !['NOT_INVOKED', 'PENDING', 'SKIPPED'].includes(to);

const Box = ({box, text, status}: {readonly box: GraphBox; readonly text: string; readonly status: Status}) => {
	const middle = (box.x + (box.width / 2)) * cell.width;
	return (
		<g>
			<title>{`${text}: ${getStatusWord(status)}`}</title>
			<rect className={`box ${status}`} x={box.x * cell.width} y={box.y * cell.height} width={box.width * cell.width} height={box.height * cell.height} rx={6}/>
			<text x={middle} y={(box.y * cell.height) + 23} textAnchor='middle'>{text}</text>
			<text className={`small ${status}`} x={middle} y={(box.y * cell.height) + 41} textAnchor='middle'>{describeStatus(status)}</text>
		</g>
	);
};

/** The workflow as boxes with the state of each action, and the calls between them. */
export const Graph = ({state: {workflow}, result: {nodes}, clean}: ReportInput) => {
	const texts = new Map([...workflow.actions].map(([name, action]) => [name, describe(action, clean)]));
	const statuses = new Map([...workflow.actions.keys()].map(name => [name, combineStatuses(nodes.filter(({action}) => action === name))]));
	const getText = (name: string): string => texts.get(name) ?? '';
	const getStatus = (name: string): Status => statuses.get(name) ?? 'PENDING';
	const layout = layoutWorkflow(workflow, {direction: 'down', boxHeight: 3, getBoxWidth: name => Math.max(getText(name).length, describeStatus(getStatus(name)).length) + 4});
	const edges = [...workflow.actions.values()].flatMap(({successors}) => successors).flatMap(edge => {
		const [source, target] = [layout.boxes.get(edge.from), layout.boxes.get(edge.to)];
		return source === undefined || target === undefined ? [] : [{...edge, path: drawEdge(edge, source, target, layout), labelX: toX(target.port) + 6, labelY: (target.y * cell.height) - 10}];
	});
	const size = {width: (layout.width * cell.width) + 16, height: (layout.height * cell.height) + 16};
	return (
		<section id='graph' aria-labelledby='graph-title'>
			<h2 id='graph-title'>Workflow</h2>
			<div className='scroll' tabIndex={0} role='region' aria-label="The workflow's graph">
				<svg className='graph' width={size.width} height={size.height} viewBox={`-8 -8 ${size.width} ${size.height}`} role='img' aria-label={`${workflow.actions.size} actions and the calls between them; the table of nodes has the state of each`}>
					<defs>
						<marker id='head' viewBox='0 0 8 8' refX='2' refY='4' markerWidth='7' markerHeight='7' orient='auto'><path className='head' d='M 0 0 L 8 4 L 0 8 z'/></marker>
					</defs>
					{edges.map(({from, to, when, path, labelX, labelY}, index) => (
						<g key={index}>
							<path className={`edge${wasTaken(statuses.get(from), statuses.get(to)) ? '' : ' idle'}`} d={path} markerEnd='url(#head)'/>
							{when === 'always' ? null : <text className='small' x={labelX} y={labelY}>{when}</text>}
						</g>
					))}
					{[...layout.boxes.values()].map(box => <Box key={box.action} box={box} text={getText(box.action)} status={getStatus(box.action)}/>)}
				</svg>
			</div>
		</section>
	);
};
