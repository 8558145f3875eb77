import {type Bucket} from '../../ports/bucket.js';
import {type Cloud} from '../../ports/cloud.js';

/** Opens a data store of the document by its name; of a cloud that has only the two of its own, the one that is called so. */
export const openStore = (cloud: Cloud, name: string): Bucket => cloud.openStore?.(name) ?? (name === cloud.logBucket.name ? cloud.logBucket : cloud.doneBucket);
