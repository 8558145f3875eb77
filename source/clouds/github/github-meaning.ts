import {type RunMeaning} from '../../core/run/platform-run.js';

/** What GitHub's word for a run's end means: whatever is neither a success nor a cancel (`failure`, `timed_out`, `startup_failure`, a word of the future) is a failure. */
export const getGithubMeaning = (conclusion: string | undefined): RunMeaning =>
	conclusion === 'success' || conclusion === 'cancelled' ? conclusion : 'failure';
