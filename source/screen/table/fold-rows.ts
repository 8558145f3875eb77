import {countStatuses} from './rank-counts.js';
import {type FoldRow, type TableRow} from './table-row.js';

/** A row before its place is known. */
export type RowDraft = {
	readonly row: TableRow;
	/** Nodes that this row alone stands for. */
	readonly ownCount: number;
	/** Rows with the same word here that stand together may be folded into one. */
	readonly fold: string | undefined;
};

const mergeRows = (drafts: readonly RowDraft[]): RowDraft => {
	const nodes = drafts.flatMap(({row, ownCount}) => ownCount === 0 ? [] : row.nodes);
	const first = drafts[0]!.row;
	const last = drafts.at(-1)!.row;
	// What ends with the last branch is drawn as the last branch.
	const {lanes} = last.lanes.length === first.lanes.length ? last : first;
	const row: FoldRow = {
		kind: 'fold', key: `fold ${first.key}`, keys: drafts.map(({row}) => row.key), lanes, nodes, counts: countStatuses(nodes),
	};
	return {row, ownCount: nodes.length, fold: undefined};
};

/** Puts neighbours that may be folded together into one row; one alone stays what it is, because that says more. */
export const foldRows = (drafts: readonly RowDraft[]): readonly RowDraft[] => {
	if (drafts.every(({fold}) => fold === undefined)) {
		return drafts;
	}

	const result: RowDraft[] = [];
	let run: RowDraft[] = [];
	const endRun = (): void => {
		if (run.length > 1) {
			result.push(mergeRows(run));
		} else {
			result.push(...run);
		}

		run = [];
	};

	for (const draft of drafts) {
		if (run.length > 0 && (draft.fold === undefined || draft.fold !== run[0]?.fold)) {
			endRun();
		}

		if (draft.fold === undefined) {
			result.push(draft);
		} else {
			run.push(draft);
		}
	}

	endRun();
	return result;
};
