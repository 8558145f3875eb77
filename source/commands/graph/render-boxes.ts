import {sanitizeLine} from '../../core/text/sanitize.js';
import {type Direction, type GraphLayout} from '../../core/layout/graph-layout.js';
import {layoutWorkflow} from '../../core/layout/layout-workflow.js';
import {type Action, type Workflow} from '../../core/workflow/workflow.js';
import {getLineGlyphs} from '../../screen/graph/line-glyphs.js';
import {renderGraph} from '../../screen/graph/render-graph.js';
import {cellWidth} from '../../screen/frame/text/cell-width.js';
import {createTheme} from '../../screen/frame/theme.js';

export type BoxesOptions = {
	/** Width of the terminal. */
	readonly columns: number;
	/** Whether lines that are wider are cut: a terminal would wrap them, a file or pager does not. */
	readonly isCut: boolean;
	readonly isUtf8: boolean;
};

type Form = {readonly direction: Direction; readonly boxHeight: 1 | 3};

/** From the easiest to read to the narrowest. */
const forms: readonly Form[] = [
	{direction: 'down', boxHeight: 3},
	{direction: 'right', boxHeight: 3},
	{direction: 'down', boxHeight: 1},
	{direction: 'right', boxHeight: 1},
];

const pickLayout = (workflow: Workflow, columns: number, getTextWidth: (action: string) => number): GraphLayout => {
	let narrowest: GraphLayout | undefined;
	for (const form of forms) {
		const layout = layoutWorkflow(workflow, {...form, getBoxWidth: action => getTextWidth(action) + (form.boxHeight === 3 ? 4 : 2)});
		if (layout.width <= columns) {
			return layout;
		}

		narrowest = narrowest !== undefined && narrowest.width <= layout.width ? narrowest : layout;
	}

	return narrowest!;
};

/** Draws a workflow as boxes and lines: top down where it fits the width, else to the right, else without borders; also what to say about it. */
export const renderBoxes = (workflow: Workflow, {columns, isCut, isUtf8}: BoxesOptions): {readonly text: string; readonly notes: readonly string[]} => {
	const {times} = getLineGlyphs(isUtf8);
	const describe = ({name, rank, isRanked}: Action): string => {
		const text = sanitizeLine(name) + (isRanked ? ` ${times}${rank}` : '');
		return isUtf8 ? text : text.replaceAll(/[^ -~]/gu, '?');
	};

	const texts = new Map([...workflow.actions].map(([name, action]) => [name, describe(action)]));
	const layout = pickLayout(workflow, columns, action => cellWidth(texts.get(action) ?? ''));
	const width = isCut ? Math.min(columns, layout.width) : layout.width;
	const rows = renderGraph({
		layout,
		window: {x: 0, y: 0, width, height: layout.height},
		getContent: ({action}) => ({pieces: [{text: texts.get(action) ?? '', style: {}}], style: {}, isSelected: false}),
	}, createTheme({hasColor: false, isUtf8}));
	const hidden = layout.width - width;
	return {
		text: rows.map(row => `${row.trimEnd()}\n`).join(''),
		notes: [
			...hidden > 0 ? [`${hidden} of ${layout.width} columns do not fit the terminal. Pipe it into "less -S" to see them all.`] : [],
			...layout.hiddenEdgeCount > 0 ? [`${layout.hiddenEdgeCount} edges that pass very many layers are not drawn; --format json has them.`] : [],
		],
	};
};
