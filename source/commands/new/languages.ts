import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Shape} from './shapes.js';

export type Language = 'Python' | 'R';

const languages: Readonly<Record<string, Language>> = {python: 'Python', py: 'Python', r: 'R'};

const readLanguage = (text: string): Language => {
	const language = languages[text.trim().toLowerCase()];
	if (language === undefined) {
		throw new FaasrTuiError(`"${text.trim()}" is no language that "new" writes.`, {code: 'usage', hint: 'Write python or r, for one action plot=r.'});
	}

	return language;
};

/** `faasr_rank()` of FaaSr 2.1.0 does not tell an R function its rank (faasr.md 3c: it posts `faasr_invocation_id`). */
const pythonOnly: ReadonlySet<string> = new Set(['average_part']);

const refuseR = (action: string): FaasrTuiError => new FaasrTuiError(`The action ${action} cannot be written in R: FaaSr does not tell R functions their rank.`, {
	code: 'usage', hint: 'Leave it in Python; the other actions may be in R.',
});

/**
The language of each action, from `python`, `r`, and `action=language` for single ones, separated by commas.
A ranked function stays in Python under a general `r`.

@throws FaasrTuiError with code `usage` for another language, for an action that the shape does not have, and for R where FaaSr cannot run it.
*/
export const readLanguages = (text: string, {actions}: Shape): ReadonlyMap<string, Language> => {
	const parts = text.split(',').map(part => part.trim()).filter(part => part !== '');
	const general = parts.filter(part => !part.includes('=')).map(part => readLanguage(part)).at(-1) ?? 'Python';
	const isPythonOnly = (action: string): boolean => pythonOnly.has(actions[action]?.functionName ?? '');
	const chosen = new Map<string, Language>(Object.keys(actions).map(action => [action, isPythonOnly(action) ? 'Python' : general]));
	for (const part of parts.filter(part => part.includes('='))) {
		const [action = '', language = ''] = part.split('=').map(word => word.trim());
		if (!chosen.has(action)) {
			throw new FaasrTuiError(`There is no action "${action}" in this shape.`, {code: 'usage', hint: `It has ${[...chosen.keys()].join(', ')}.`});
		}

		const read = readLanguage(language);
		if (read === 'R' && isPythonOnly(action)) {
			throw refuseR(action);
		}

		chosen.set(action, read);
	}

	return chosen;
};
