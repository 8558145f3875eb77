/** Text inside quotes: what is no letter, digit or harmless sign is written as mermaid's character code. */
export const escapeLabel = (text: string): string => text.replaceAll(/[^\p{L}\p{N} .=×-]/gu, character => `#${character.codePointAt(0) ?? 0};`);

/** A graph for mermaid. Labels of nodes are lines of plain text; they are escaped here. */
export type Flowchart = {
	/** Downwards, or to the right. */
	readonly direction: 'TD' | 'LR';
	readonly nodes: ReadonlyArray<{readonly id: string; readonly lines: readonly string[]; readonly isRound?: boolean; readonly className?: string}>;
	readonly edges: ReadonlyArray<{readonly from: string; readonly to: string; readonly label: string}>;
	/** Styles by their names. */
	readonly classes?: Readonly<Record<string, string>>;
};

/** Writes a graph as a mermaid flowchart. */
export const renderFlowchart = ({direction, nodes, edges, classes = {}}: Flowchart): string => [
	`flowchart ${direction}`,
	...nodes.map(({id, lines, isRound = false, className}) => {
		const label = `"${lines.map(line => escapeLabel(line)).join('<br/>')}"`;
		return `  ${id}${isRound ? `([${label}])` : `[${label}]`}${className === undefined ? '' : `:::${className}`}`;
	}),
	...edges.map(({from, to, label}) => `  ${from} -->${label === '' ? '' : `|"${escapeLabel(label)}"|`} ${to}`),
	...Object.entries(classes).map(([name, style]) => `  classDef ${name} ${style}`),
	'',
].join('\n');
