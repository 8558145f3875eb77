import {getInvokedRuns} from '../log/count-invoked.js';
import {type LogFacts} from '../log/log-facts.js';
import {type Workflow} from '../workflow/workflow.js';
import {type RunEvent} from './events.js';
import {type RunState} from './run-state.js';

/** A platform run that a log names: whoever dispatched it wrote down the platform's own id. */
export type NamedRun = {
	readonly action: string;
	readonly rank?: number;
	/** As the platform writes it: SLURM's job id, Kubernetes' job uid. */
	readonly id: string;
};

/** The logs that events tell of. */
export const getLogs = (events: readonly RunEvent[]): readonly LogFacts[] => events.flatMap(event => event.type === 'log.observed' ? [event.facts] : []);

/** The runs that logs name. FaaSr dispatches the ranks of an action in their order. */
export const listNamedRuns = (logs: Iterable<LogFacts>, {actions}: Workflow): readonly NamedRun[] => [...logs].flatMap(facts =>
	Object.keys(facts.invokedRuns ?? {}).flatMap(action => getInvokedRuns(facts, action).map((id, index): NamedRun =>
		({action, ...(actions.get(action)?.isRanked === true && {rank: index + 1}), id}))));

/** The runs that the logs of a run's nodes name. */
export const listNamedOf = ({nodes, workflow}: Pick<RunState, 'nodes' | 'workflow'>): readonly NamedRun[] =>
	listNamedRuns([...nodes.values()].flatMap(({log}) => log ?? []), workflow);
