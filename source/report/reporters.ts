import {createGithubReporter} from './github/create-github-reporter.js';
import {createJsonReporter} from './json/create-json-reporter.js';
import {createJunitReporter} from './junit/create-junit-reporter.js';
import {createLinesReporter} from './lines/create-lines-reporter.js';
import {type CreateReporter} from './reporter.js';

/** Every reporter by the name that `--reporter` takes. The page is loaded only where it is asked for: React renders it. */
export const reporters = {
	lines: async () => createLinesReporter,
	github: async () => createGithubReporter,
	json: async () => createJsonReporter,
	junit: async () => createJunitReporter,
	async html() {
		const {createHtmlReporter} = await import('./html/create-html-reporter.js');
		return createHtmlReporter;
	},
} as const satisfies Record<string, () => Promise<CreateReporter>>;

export type ReporterName = keyof typeof reporters;
