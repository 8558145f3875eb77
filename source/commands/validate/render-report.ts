import {sanitizeLine} from '../../core/text/sanitize.js';
import {type Problem} from '../../core/workflow/problem.js';
import {type CheckedDocument} from '../../run/runner/load-workflow.js';
import {countParts} from './count-parts.js';

type Style = 'red' | 'yellow' | 'green' | 'dim' | 'bold';

const codes: Readonly<Record<Style, number>> = {
	red: 31, yellow: 33, green: 32, dim: 2, bold: 1,
};

/** Colours a text, or leaves it when the output has no colours. */
type Paint = (style: Style, text: string) => string;

const createPaint = (hasColor: boolean): Paint => (style, text) =>
	hasColor ? `\u001B[${codes[style]}m${text}\u001B[0m` : text;

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const renderVerdict = ({path: file, workflow, errorCount, warningCount}: CheckedDocument, paint: Paint): string => {
	const counts = [
		...errorCount > 0 ? [count(errorCount, 'error')] : [],
		...warningCount > 0 ? [count(warningCount, 'warning')] : [],
	].join(', ');
	const name = paint('bold', sanitizeLine(file));
	if (workflow === undefined) {
		return `${paint('red', '✖')} ${name} is invalid: ${counts}`;
	}

	const {actions, instances, edges} = countParts(workflow);
	const size = `${count(actions, 'action')}, ${count(instances, 'node')}, ${count(edges, 'edge')}`;
	return `${paint('green', '✔')} ${name} is valid: ${size}${counts === '' ? '' : `; ${paint('yellow', counts)}`}`;
};

const renderProblem = (file: string, problem: Problem, paint: Paint): string => {
	const {severity, code, path, message, hint, line = 1, column = 1} = problem;
	const label = severity === 'error' ? paint('red', '✖ error') : paint('yellow', '⚠ warning');
	const place = sanitizeLine(`${file}:${line}:${column}`);
	const first = `  ${paint('dim', place)} ${label} ${code} ${paint('dim', sanitizeLine(path))} ${sanitizeLine(message)}\n`;
	return hint === undefined ? first : `${first}      ${paint('dim', `→ ${sanitizeLine(hint)}`)}\n`;
};

/** Writes what `validate` found for people: a verdict for each file, below it each problem with what to do. */
export const renderReport = (documents: readonly CheckedDocument[], hasColor: boolean): string => {
	const paint = createPaint(hasColor);
	return documents.map(document => {
		const problems = document.problems.map(problem => renderProblem(document.path, problem, paint));
		return `${renderVerdict(document, paint)}\n${problems.join('')}`;
	}).join('');
};
