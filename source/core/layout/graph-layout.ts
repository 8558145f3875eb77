/** Where the workflow's graph runs: from the top down, or from left to right. */
export type Direction = 'down' | 'right';

/** The box of one action, in terminal cells from the top left corner of the whole drawing. */
export type GraphBox = {
	readonly action: string;
	/** On which answer of a conditional the action is invoked; empty when always. */
	readonly label: string;
	readonly layer: number;
	/** Place among the boxes of its layer. */
	readonly place: number;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	/** The cell, across the direction, at which edges arrive and leave. */
	readonly port: number;
	readonly hasSuccessors: boolean;
};

/** A long edge, or several of one action, on the way through a layer that they only pass. */
export type Passage = {
	readonly from: string;
	readonly port: number;
	/** The edges' targets are those of `targets` from this place on. */
	readonly firstTarget: number;
	/** All distant targets of the action, the nearest first. */
	readonly targets: readonly string[];
};

/** What stands in one layer, in the order in which it stands there. */
export type Stop = GraphBox | Passage;

/** The end of an edge where it leaves or reaches a layer. */
export type Arrival = {
	readonly stop: Stop;
	/** The cell, across, on which it comes through the gap: its port, or the cell beside it where another edge leaves above. */
	readonly lane: number;
};

/** Edges that share one line across a gap: each of the sources invokes each of the targets. */
export type Net = {
	readonly sources: readonly Stop[];
	readonly targets: readonly Arrival[];
	/** Where, along the direction, the shared line runs; absent when the edge is straight. */
	readonly track?: number;
	/** The first and the last cell, across, that it touches. */
	readonly first: number;
	readonly last: number;
};

/** A layer and the gap behind it. Positions are along the direction; `end` is behind the last cell. */
export type Layer = {
	readonly start: number;
	readonly end: number;
	/** The layer's boxes, in order. */
	readonly boxes: readonly GraphBox[];
	readonly passages: readonly Passage[];
	readonly nets: readonly Net[];
	/** Where lanes turn into ports; absent when none has to. */
	readonly jog?: number;
	/** Where the last piece before the next layer begins: arrowheads and labels. */
	readonly entry: number;
	/** Where the next layer starts. */
	readonly gapEnd: number;
};

/** Where everything of a workflow's graph is drawn. */
export type GraphLayout = {
	readonly direction: Direction;
	readonly width: number;
	readonly height: number;
	readonly layers: readonly Layer[];
	readonly boxes: ReadonlyMap<string, GraphBox>;
	/** Edges that are left out, because they pass so many layers that routing them all would take too long. */
	readonly hiddenEdgeCount: number;
};

/** Tells a box from a long edge passing by. */
export const isBox = (stop: Stop): stop is GraphBox => 'action' in stop;
