import {createCreatedFilter} from './created-filter.js';
import {getCurrentAttempt, type WorkflowRun} from './workflow-run.js';

/** "Up to 1,000 results for each search", as GitHub's reference says of these filters. */
const maxFilteredRuns = 1000;

type Filter = (run: WorkflowRun) => boolean;

const filters: Readonly<Record<string, (value: string) => Filter>> = {
	event: value => () => value === 'workflow_dispatch',
	branch: value => run => run.headBranch === value,
	actor: value => run => run.repository.owner.toLowerCase() === value.toLowerCase(),
	status: value => run => {
		const {status, conclusion} = getCurrentAttempt(run);
		return status === value || conclusion === value;
	},
	created(value) {
		const isInside = createCreatedFilter(value);
		return run => isInside(run.createdAt);
	},
};

/** The runs that a list's query parameters ask for; unknown parameters change nothing. */
export const filterRuns = (runs: readonly WorkflowRun[], query: URLSearchParams): readonly WorkflowRun[] => {
	const active = Object.entries(filters).flatMap(([name, create]) => {
		const value = query.get(name);
		return value === null || value === '' ? [] : [create(value)];
	});
	return active.length === 0
		? runs
		: runs.filter(run => active.every(filter => filter(run))).slice(0, maxFilteredRuns);
};
