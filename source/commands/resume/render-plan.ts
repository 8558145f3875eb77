import {type ResumePlan} from '../../core/run/resume-plan.js';

const listNames = (names: readonly string[]): string => names.length === 0 ? 'nothing' : names.join(', ');

/** A plan as lines: what is dispatched, what runs again, what is kept, what is deleted. */
export const renderPlan = ({refusal, invocation, dispatches, runsAgain, kept, blocked, deletions}: ResumePlan): readonly string[] => {
	if (refusal !== undefined) {
		return [`Cannot resume: ${refusal}.`];
	}

	return [
		invocation === undefined ? 'As a new invocation' : `Within invocation ${invocation.id} of ${invocation.timestamp}`,
		`  dispatch   ${listNames(dispatches.map(({node}) => node))}`,
		`  run again  ${listNames(runsAgain.map(({node, isCertain}) => isCertain ? node : `${node} (if its branch is taken)`))}`,
		`  keep       ${listNames(kept)}`,
		...blocked.map(({node, sentence}) => `  stays put  ${node}: ${sentence}`),
		`  delete     ${listNames(deletions.map(({key}) => key))}`,
	];
};
