import {FaasrTuiError} from './faasr-tui-error.js';

/** A workflow document that cannot be run. Its problems are listed by `faasr-tui validate`. */
export class DocumentInvalidError extends FaasrTuiError {
	override readonly name = 'DocumentInvalidError';
	/** One line each. */
	readonly problems: readonly string[];

	constructor(file: string, problems: readonly string[]) {
		const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
		super(`${file} is not a valid workflow document: ${problems[0] ?? 'unknown problem'}${more}`, {
			code: 'document-invalid',
			hint: `Run faasr-tui validate ${file} to see every problem.`,
		});
		this.problems = problems;
	}
}
