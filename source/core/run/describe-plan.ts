import {lookUp} from '../look-up.js';
import {parseNodeId} from '../workflow/node-id.js';
import {groupByAction} from './group-nodes.js';
import {type ResumePlan} from './resume-plan.js';

/** One thing that a plan does or leaves alone, with the nodes or objects it is about. */
export type PlanPart = {
	readonly verb: string;
	readonly items: readonly string[];
};

/** A plan in words. */
export type DescribedPlan = {
	/** Why it cannot be done, a sentence without its full stop. */
	readonly refusal?: string;
	/** Under which invocation it is done. */
	readonly title: string;
	readonly parts: readonly PlanPart[];
};

// So many ranks of an action are named one by one.
const mostNamed = 3;

type Instance = {readonly id: string; readonly action: string};

const toInstance = (id: string): Instance => ({id, action: parseNodeId(id)!.action});

/** Node ids in words: more than three ranks of an action are counted, `19 of 20 ranks of train`. */
const listNodes = (ids: readonly string[], all: ReadonlyMap<string, readonly Instance[]>): readonly string[] =>
	[...groupByAction(ids.map(id => toInstance(id)))].flatMap(([action, instances]) => {
		const total = lookUp(all, action).length;
		return instances.length <= mostNamed
			? instances.map(({id}) => id)
			: [`${instances.length === total ? '' : `${instances.length} of `}${total} ranks of ${action}`];
	});

const listRunsAgain = (runsAgain: ResumePlan['runsAgain'], all: ReadonlyMap<string, readonly Instance[]>): readonly string[] => {
	const pick = (isWanted: boolean): readonly string[] => listNodes(runsAgain.filter(({isCertain}) => isCertain === isWanted).map(({node}) => node), all);
	return [...pick(true), ...pick(false).map(text => `${text} (if its branch is taken)`)];
};

/** Describes what a resume would do: what it dispatches, reruns, keeps, leaves blocked, and deletes. */
export const describePlan = ({refusal, invocation, dispatches, completes, runsAgain, kept, blocked, deletions}: ResumePlan): DescribedPlan => {
	const all = groupByAction([...runsAgain.map(({node}) => node), ...kept].map(id => toInstance(id)));
	return {
		...(refusal !== undefined && {refusal}),
		title: invocation === undefined ? 'As a new run' : `Within invocation ${invocation.id} of ${invocation.timestamp}`,
		parts: refusal === undefined
			? [
				{verb: 'dispatch', items: listNodes(dispatches.map(({node}) => node), all)},
				...completes.filter(({missing}) => missing.length > 0).map(({node, missing}): PlanPart => ({verb: 'complete', items: [`${node}, which could not invoke ${missing.join(', ')}`]})),
				{verb: 'rerun', items: listRunsAgain(runsAgain, all)},
				{verb: 'keep', items: listNodes(kept, all)},
				...blocked.map(({node, sentence}): PlanPart => ({verb: 'blocked', items: [`${node}: ${sentence}`]})),
				{verb: 'delete', items: deletions.map(({key}) => key)},
			]
			: [],
	};
};

const verbWidth = 11;

/** Renders a plan as plain lines, one for each part. */
export const renderPlanLines = (plan: ResumePlan): readonly string[] => {
	const {refusal, title, parts} = describePlan(plan);
	return refusal === undefined
		? [title, ...parts.map(({verb, items}) => `  ${verb.padEnd(verbWidth)}${items.length === 0 ? 'nothing' : items.join(', ')}`)]
		: [`Cannot resume: ${refusal}.`];
};
