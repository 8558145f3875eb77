import {createRunId, getOwnId, type RunId} from '../../core/run/run-id.js';

/** Ids of GitHub's runs are numbers that grow with the time of creation, over all repositories. */
export const createGithubRunId = (number: number): RunId => createRunId('gh', number);

/** GitHub's own number of a run. */
export const getGithubNumber = (id: RunId): number => Number(getOwnId(id));
