import fs from 'node:fs';
import {type StepSummary} from './reporter.js';

const getCode = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

const getSize = (file: string): number => {
	try {
		return fs.statSync(file).size;
	} catch {
		return 0;
	}
};

/** The summary of this step, if GITHUB_STEP_SUMMARY names its file. If it cannot be written, the run continues with one warning. */
export const openStepSummary = (file: string | undefined, onFailure: (sentence: string) => void): StepSummary | undefined => {
	if (file === undefined || file === '') {
		return undefined;
	}

	return {
		sizeBytes: () => getSize(file),
		append(markdown) {
			try {
				fs.appendFileSync(file, markdown);
			} catch (error) {
				onFailure(`The step summary cannot be written (${getCode(error)}).`);
			}
		},
	};
};
