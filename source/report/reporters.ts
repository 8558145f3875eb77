import {createGithubReporter} from './github/create-github-reporter.js';
import {createJsonReporter} from './json/create-json-reporter.js';
import {createJunitReporter} from './junit/create-junit-reporter.js';
import {createLinesReporter} from './lines/create-lines-reporter.js';
import {type CreateReporter} from './reporter.js';

/** Every reporter by the name that `--reporter` takes. */
export const reporters = {
	lines: createLinesReporter,
	github: createGithubReporter,
	json: createJsonReporter,
	junit: createJunitReporter,
} as const satisfies Record<string, CreateReporter>;

export type ReporterName = keyof typeof reporters;
