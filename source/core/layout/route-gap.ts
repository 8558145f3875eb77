/** The links that leave one vertex across a gap. */
export type GapLinks = {readonly from: number; readonly to: readonly number[]};

/** Vertices that share one line across a gap: each of the sources leads to each of the targets. */
export type RoutedNet = {
	readonly sources: readonly number[];
	readonly targets: readonly number[];
	/** Counted from 0; absent when the line is straight. */
	readonly track?: number;
	/** The first and the last cell, across, that it touches. */
	readonly first: number;
	readonly last: number;
};

export type RoutedGap = {
	readonly nets: readonly RoutedNet[];
	/** By target, the cell on which its lines come: its port, or the cell behind it. */
	readonly lanes: ReadonlyMap<number, number>;
	readonly trackCount: number;
};

type Bundle = {readonly sources: number[]; readonly targets: readonly number[]};
type Ports = readonly number[];

/** Sources that lead to the same targets share a line: so a join of a hundred needs one. */
const bundleLinks = (links: readonly GapLinks[], ports: Ports): readonly Bundle[] => {
	const bundles = new Map<string, Bundle>();
	for (const {from, to} of links.toSorted((a, b) => ports[a.from]! - ports[b.from]!)) {
		const targets = to.toSorted((a, b) => ports[a]! - ports[b]!);
		const key = targets.join(' ');
		const known = bundles.get(key);
		if (known === undefined) {
			bundles.set(key, {sources: [from], targets});
		} else {
			known.sources.push(from);
		}
	}

	return [...bundles.values()];
};

const groupByTarget = (bundles: readonly Bundle[]): ReadonlyMap<number, readonly Bundle[]> => {
	const groups = new Map<number, Bundle[]>();
	for (const bundle of bundles) {
		for (const target of bundle.targets) {
			const group = groups.get(target) ?? [];
			group.push(bundle);
			groups.set(target, group);
		}
	}

	return groups;
};

/**
Finds the lane on which lines reach each target: its port, unless a line of somebody else leaves the layer before on that cell.

Ports of one layer are at least two cells apart, so the cell behind a port is always free.
*/
const findLanes = (bundles: readonly Bundle[], ports: Ports): ReadonlyMap<number, number> => {
	const leaving = new Map(bundles.flatMap(bundle => bundle.sources.map(source => [ports[source]!, bundle] as const)));
	return new Map([...groupByTarget(bundles)].map(([target, own]) => {
		const port = ports[target]!;
		const above = leaving.get(port);
		const isFree = above === undefined || (own.includes(above) && (own.length === 1 || isStraight(above)));
		return [target, isFree ? port : port + 1];
	}));
};

const isStraight = ({sources, targets}: Bundle): boolean => sources.length === 1 && targets.length === 1;

type Span = Bundle & {readonly first: number; readonly last: number; readonly isForward: boolean};

const toSpan = ({sources, targets}: Bundle, ports: Ports, lanes: ReadonlyMap<number, number>): Span => {
	const [firstSource, lastSource] = [ports[sources[0]!]!, ports[sources.at(-1)!]!];
	const [firstTarget, lastTarget] = [lanes.get(targets[0]!)!, lanes.get(targets.at(-1)!)!];
	return {
		sources, targets,
		first: Math.min(firstSource, firstTarget),
		last: Math.max(lastSource, lastTarget),
		isForward: firstTarget + lastTarget > firstSource + lastSource,
	};
};

/** Lines that lead forward across the direction are laid from the last to the first, the others the other way round: so neighbours do not cross. */
const compareSpans = (ports: Ports) => (a: Span, b: Span): number => {
	if (a.isForward !== b.isForward) {
		return a.isForward ? 1 : -1;
	}

	return a.isForward
		? ports[b.sources.at(-1)!]! - ports[a.sources.at(-1)!]!
		: ports[a.sources[0]!]! - ports[b.sources[0]!]!;
};

/** Routes the links of one gap at right angles, each net that turns on a track of its own among those it would touch. */
export const routeGap = (links: readonly GapLinks[], ports: Ports): RoutedGap => {
	const bundles = bundleLinks(links, ports);
	const lanes = findLanes(bundles, ports);
	const placed: Array<{readonly first: number; readonly last: number; readonly track: number}> = [];
	let trackCount = 0;
	const nets = bundles.map(bundle => toSpan(bundle, ports, lanes)).toSorted(compareSpans(ports)).map(({sources, targets, first, last}): RoutedNet => {
		if (first === last) {
			return {sources, targets, first, last};
		}

		let track = 0;
		for (const other of placed) {
			if (other.first <= last + 1 && first <= other.last + 1) {
				track = Math.max(track, other.track + 1);
			}
		}

		placed.push({first, last, track});
		trackCount = Math.max(trackCount, track + 1);
		return {sources, targets, track, first, last};
	});
	return {nets, lanes, trackCount};
};
