
/** The id of GitHub's run of that number: `gh(7)` is `gh:7`. */

export {createGithubRunId as gh} from '../../source/clouds/github/github-run-id.js';
