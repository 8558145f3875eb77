/** Loads the local cloud with its servers and executor: a run in the cloud that its document names does not wait for them to be read. */
export const loadLocalCloud = async () => import('./start-local-cloud.js');

/** Loads what reads the data folder of a local cloud. */
export const loadLocalReader = async () => import('./read-local-cloud.js');
