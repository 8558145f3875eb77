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

/** Says what a resume would do, in the order it does it: what is dispatched, runs again, is kept, stays as it is, and is deleted. */
export const describePlan = ({refusal, invocation, dispatches, completes, runsAgain, kept, blocked, deletions}: ResumePlan): DescribedPlan => ({
	...(refusal !== undefined && {refusal}),
	title: invocation === undefined ? 'As a new invocation' : `Within invocation ${invocation.id} of ${invocation.timestamp}`,
	parts: refusal === undefined
		? [
			{verb: 'dispatch', items: dispatches.map(({node}) => node)},
			...completes.filter(({missing}) => missing.length > 0).map(({node, missing}): PlanPart => ({verb: 'complete', items: [`${node}, which could not invoke ${missing.join(', ')}`]})),
			{verb: 'run again', items: runsAgain.map(({node, isCertain}) => isCertain ? node : `${node} (if its branch is taken)`)},
			{verb: 'keep', items: kept},
			...blocked.map(({node, sentence}): PlanPart => ({verb: 'stays put', items: [`${node}: ${sentence}`]})),
			{verb: 'delete', items: deletions.map(({key}) => key)},
		]
		: [],
});

const verbWidth = 11;

/** Renders a plan as plain lines, one for each part. */
export const renderPlanLines = (plan: ResumePlan): readonly string[] => {
	const {refusal, title, parts} = describePlan(plan);
	return refusal === undefined
		? [title, ...parts.map(({verb, items}) => `  ${verb.padEnd(verbWidth)}${items.length === 0 ? 'nothing' : items.join(', ')}`)]
		: [`Cannot resume: ${refusal}.`];
};
