import {type TAP} from 'tap';
import {type InvokeNextEntry} from '../../../source/core/workflow/document.js';
import {summarize, tell} from './story.js';
import {createTinyWorkflow} from './tiny-workflow.js';

type Facts = Parameters<typeof tell>[1];

/** A run told in few facts, and what the judges must make of it. */
export type RunStory = {
	readonly title: string;
	readonly edges: Readonly<Record<string, readonly InvokeNextEntry[]>>;
	/** One each second. */
	readonly batches: readonly Facts[];
	/** As `summarize` writes them. */
	readonly statuses: string;
	readonly outcome: string;
};

export const chain = {a: ['b'], b: []};
export const diamond = {a: ['b', 'c'], b: ['d'], c: ['d'], d: []};

/** So many polls that bring nothing. */
export const quiet = (count: number): readonly Facts[] => Array.from({length: count}, () => []);

/** Tests each story. */
export const testStories = (t: TAP, stories: readonly RunStory[]): void => {
	for (const {title, edges, batches, statuses, outcome} of stories) {
		void t.test(title, async t => {
			const state = tell(createTinyWorkflow(edges), ...batches);
			t.equal(summarize(state), statuses);
			t.equal(state.outcome, outcome);
		});
	}
};
