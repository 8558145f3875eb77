import {type ActionsApiOptions} from '../../../source/clouds/local/actions-api/actions-api-options.js';
import {type ApiContext} from '../../../source/clouds/local/actions-api/api-context.js';
import {ownRoutes} from '../../../source/clouds/local/actions-api/handle-request.js';
import {type Route} from '../../../source/clouds/local/actions-api/route.js';
import {startActionsApi, type ActionsApi} from '../../../source/clouds/local/actions-api/start-actions-api.js';
import {contentsRoutes} from './contents-routes.js';
import {createIntercept} from './create-intercept.js';
import {endRunEarly} from './end-run-early.js';
import {type Faults} from './faults.js';
import {createGitRoutes} from './git-routes.js';
import {createCreationRoutes, repositoryRoutes} from './repository-routes.js';
import {createRepositoryStates} from './repository-states.js';
import {jobRoute, rerunRoute} from './run-routes.js';
import {createSecretRoutes} from './secret-routes.js';
import {createSecretStore, type SecretStoreOptions} from './secret-store.js';
import {withoutRunDetails} from './without-run-details.js';

export type GithubApiOptions = ActionsApiOptions & Faults & SecretStoreOptions;

/** What the server's own routes work with, as GitHub has it: files that are committed, and what a bad day does to runs. */
const createChange = ({clock, dataDir, listDelayMs = 0, endRun}: GithubApiOptions, getFiles: ApiContext['getFiles']) => (context: ApiContext): ApiContext => ({
	...context,
	getFiles,
	runs: {...context.runs, list: () => context.runs.list().filter(({createdAt}) => createdAt <= clock.now() - listDelayMs)},
	lifecycle: {
		...context.lifecycle,
		submit(run) {
			if (endRun === undefined || !endRunEarly(run, endRun, {runs: context.runs, clock, dataDir})) {
				context.lifecycle.submit(run);
			}
		},
	},
});

/**
Starts the stand-in for GitHub: the server of the local cloud, with what else the program uses of GitHub's REST API (git data, secrets, workflow files, tarballs, re-runs), and with faults.

It comes in by the server's `extraRoutes` and `intercept`, and its routes are looked at first.
*/
export const startGithubApi = async (options: GithubApiOptions): Promise<ActionsApi> => {
	// Those that are created come to it.
	const repositories = [...options.repositories];
	const getState = createRepositoryStates(options);
	const change = createChange(options, repository => getState(repository).files);
	const routes: readonly Route[] = [
		...contentsRoutes, ...createGitRoutes(repository => getState(repository).git, options), ...createSecretRoutes(createSecretStore(options)), ...repositoryRoutes, ...createCreationRoutes(repositories), rerunRoute, jobRoute,
		...ownRoutes.map(route => options.hasRunDetails === false ? withoutRunDetails(route) : route),
	];
	return startActionsApi({
		...options,
		repositories,
		extraRoutes: routes.map(route => ({...route, handle: async (request, context) => route.handle(request, change(context))})),
		intercept: createIntercept(options),
	});
};

/** For `startLocalCloud`: a local cloud whose GitHub is the stand-in, with these faults. */
export const withFaults = (faults: Faults = {}): typeof startActionsApi => async options =>
	startGithubApi({...options, ...faults, parallelism: faults.parallelism ?? options.parallelism});
