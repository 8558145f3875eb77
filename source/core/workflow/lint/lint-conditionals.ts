import {warning} from '../finding.js';
import {quoteName} from '../quote-name.js';
import {type Lint} from './lint-context.js';

/** Finds conditions without an answer for one result: FaaSr ends with a TypeError after `.done` when the function returns it (faasr.md 2d). */
export const lintConditionals: Lint = ({document}) => Object.entries(document.ActionList).flatMap(([name, {InvokeNext: next}]) => {
	const entries = typeof next === 'string' ? [] : next ?? [];
	return entries.flatMap((entry, index) => {
		if (typeof entry === 'string') {
			return [];
		}

		return (['True', 'False'] as const).filter(answer => !Object.hasOwn(entry, answer)).map(answer => warning(
			'one-sided-conditional',
			['ActionList', name, 'InvokeNext', index],
			`Action ${quoteName(name)} fails when its function returns ${answer}: the condition has no "${answer}".`,
			`Add "${answer}": [] when nothing is to run.`,
		));
	});
});
