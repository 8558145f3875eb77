import {type TableRow} from './table-row.js';

// A cursor is looked for once or twice a frame: numbering ten thousand rows pays off with more questions than that.
const fewQuestions = 8;

const hides = (row: TableRow, key: string): boolean =>
	(row.kind === 'fold' && row.keys.includes(key))
	|| ((row.kind === 'fold' || (row.kind === 'ranks' && row.opened === 'none')) && row.nodes.some(({id}) => id === key));

const numberRows = (rows: readonly TableRow[]): ReadonlyMap<string, number> => {
	const places = new Map<string, number>();
	for (const [place, row] of rows.entries()) {
		if (row.kind === 'fold') {
			for (const key of row.keys) {
				places.set(key, place);
			}
		}

		if (row.kind === 'fold' || (row.kind === 'ranks' && row.opened === 'none')) {
			for (const {id} of row.nodes) {
				places.set(id, place);
			}
		}

		places.set(row.key, place);
	}

	return places;
};

/** Finds the place of a row by its key, and the row that hides it for every key that is folded away. */
export class RowPlaces {
	readonly #rows: readonly TableRow[];
	#questionCount = 0;
	#places: ReadonlyMap<string, number> | undefined;

	constructor(rows: readonly TableRow[]) {
		this.#rows = rows;
	}

	get(key: string): number | undefined {
		this.#questionCount++;
		if (this.#questionCount > fewQuestions) {
			this.#places ??= numberRows(this.#rows);
			return this.#places.get(key);
		}

		const place = this.#rows.findIndex(row => row.key === key || hides(row, key));
		return place === -1 ? undefined : place;
	}
}
