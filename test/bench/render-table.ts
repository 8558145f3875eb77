import {type MeasuredRow} from './row.js';

const header = ['what', 'goal', 'measured', 'met', 'repeat with'] as const;

const toCells = ({what, goal, figure, met, name}: MeasuredRow): readonly string[] => [what, goal, figure, met ? 'yes' : 'NO', `npm run bench -- ${name}`];

/** The table as aligned text: one line per row, nothing a terminal could misread. */
export const renderTable = (rows: readonly MeasuredRow[]): string => {
	const lines = [header, ...rows.map(row => toCells(row))];
	const widths = header.map((_, column) => Math.max(...lines.map(cells => cells[column]!.length)));
	const align = (cells: readonly string[]): string => cells.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd();
	return [align(header), widths.map(width => '-'.repeat(width)).join('  '), ...lines.slice(1).map(cells => align(cells))].join('\n');
};

/** The same table for documentation. */
export const renderMarkdown = (rows: readonly MeasuredRow[]): string => [
	header,
	header.map(() => '---'),
	...rows.map(row => toCells(row).map((cell, column) => column === 4 ? `\`${cell}\`` : cell.replaceAll('|', String.raw`\|`))),
].map(cells => `| ${cells.join(' | ')} |`).join('\n');

/** One row with the parts its figure is made of. */
export const renderDetails = ({what, goal, figure, met, details = []}: MeasuredRow): string => [
	what,
	`  goal      ${goal}`,
	`  measured  ${figure}`,
	`  met       ${met ? 'yes' : 'NO'}`,
	...details.map(line => `  ${line}`),
].join('\n');
