/**
Names a platform run among all runs of a workflow, whatever platforms it uses: where it runs, a colon, the platform's own id.

`gh:123` on GitHub (the local cloud speaks its API), `slurm:Cluster:17` and `k8s:Cluster:uid` on the servers of that name.
*/
export type RunId = `${string}:${string}`;

/** Puts a run's name together. `own` is the platform's id and has no colon; one that grows with the time of creation is given as a number. */
export const createRunId = (source: string, own: number | string): RunId => `${source}:${own}`;

/** Where a run runs: the part before the platform's own id. */
export const getRunSource = (id: RunId): string => id.slice(0, id.lastIndexOf(':'));

/** What people call a run: the platform's own id, on GitHub the number in the address of its page. */
export const getOwnId = (id: RunId): string => id.slice(id.lastIndexOf(':') + 1);

const platformNames: ReadonlyMap<string, string> = new Map([
	['gh', 'GitHub Actions'], ['slurm', 'SLURM'], ['k8s', 'Kubernetes'], ['run', 'Cloud Run'], ['lambda', 'Lambda'], ['ow', 'OpenWhisk'],
]);

/** What people call the platform of a run. */
export const getPlatformName = (id: RunId): string => platformNames.get(id.split(':', 1)[0]!) ?? 'the platform';

/** The place of a run among those of its platform, where its id tells it: numbers grow with the time of creation. */
const getSequence = (id: RunId): number | undefined => {
	const sequence = Number(getOwnId(id));
	return Number.isSafeInteger(sequence) ? sequence : undefined;
};

/** What the order of runs goes by. */
export type RunPlace = {
	readonly id: RunId;
	readonly createdAt?: number;
};

const compare = (a: number | string, b: number | string): number => a < b ? -1 : Number(a > b);

/**
Orders runs by their creation, the oldest first.

Runs of one platform that numbers them go by the number: clocks are rounded, and a run that we have just dispatched has no time yet.
All others go by their times, one without a time last.
*/
export const compareRuns = (a: RunPlace, b: RunPlace): number => {
	const [first, second] = [getSequence(a.id), getSequence(b.id)];
	if (first !== undefined && second !== undefined && getRunSource(a.id) === getRunSource(b.id)) {
		return first - second;
	}

	return compare(a.createdAt ?? Number.POSITIVE_INFINITY, b.createdAt ?? Number.POSITIVE_INFINITY) || compare(a.id, b.id);
};

/** The newest run of each place where runs run. */
export const findNewest = (runs: Iterable<RunPlace>): readonly RunPlace[] => {
	const newest = new Map<string, RunPlace>();
	for (const {id, createdAt} of runs) {
		const known = newest.get(getRunSource(id));
		const run = {id, ...(createdAt !== undefined && {createdAt})};
		if (known === undefined || compareRuns(known, run) < 0) {
			newest.set(getRunSource(id), run);
		}
	}

	return [...newest.values()];
};

/** For each place that numbers its runs the number right before the oldest of these. */
export const listPlacesBefore = (runs: readonly RunPlace[]): readonly RunPlace[] => {
	const oldest = new Map(runs.toSorted((a, b) => compareRuns(b, a)).map(({id}) => [getRunSource(id), id]));
	return [...oldest].flatMap(([source, id]) => {
		const sequence = getSequence(id);
		return sequence === undefined ? [] : [{id: createRunId(source, sequence - 1)}];
	});
};

/** Whether a run is not newer than the newest of its place that is known; of a place with none nothing is. */
export const isUpTo = (newest: readonly RunPlace[], run: RunPlace): boolean =>
	newest.some(known => getRunSource(known.id) === getRunSource(run.id) && compareRuns(run, known) <= 0);
