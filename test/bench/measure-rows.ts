import {type MeasuredRow, type Row} from './row.js';

/** The rows that were asked for: by their name, by the beginning of it, or all. */
export const chooseRows = (rows: readonly Row[], names: readonly string[]): readonly Row[] =>
	names.length === 0 ? rows : rows.filter(({name}) => names.some(wanted => name === wanted || name.startsWith(`${wanted}-`)));

const measureRow = async ({measure, ...row}: Row): Promise<MeasuredRow> => {
	try {
		return {...row, ...await measure()};
	} catch (error) {
		// A row that cannot be measured is a goal that is missed; the others are still worth having.
		return {...row, figure: 'could not be measured', met: false, details: String(error instanceof Error ? error.stack : error).split('\n')};
	}
};

/** Measures one row after the other: side by side they would measure each other. */
export const measureRows = async (rows: readonly Row[], onRow: (row: MeasuredRow, durationMs: number) => void): Promise<readonly MeasuredRow[]> => {
	const measured: MeasuredRow[] = [];
	for (const row of rows) {
		const startedAt = performance.now();
		const result = await measureRow(row);
		onRow(result, performance.now() - startedAt);
		measured.push(result);
	}

	return measured;
};
