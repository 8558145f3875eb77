/** Loads the local cloud with its servers and executor: a run in the cloud that its document names does not wait for them to be read. */
export const loadLocalCloud = async () => import('./start-local-cloud.js');
