import {type PlatformRun} from '../../source/core/run/platform-run.js';
import {getGithubMeaning} from '../../source/clouds/github/github-meaning.js';

/** The id of GitHub's run of that number: `gh(7)` is `gh:7`. */

/** How GitHub's run ended. */
export const endRun = (conclusion: string): Required<Pick<PlatformRun, 'status' | 'conclusion' | 'meaning'>> =>
	({status: 'completed', conclusion, meaning: getGithubMeaning(conclusion)});

export {createGithubRunId as gh} from '../../source/clouds/github/github-run-id.js';
