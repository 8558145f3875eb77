import {getInvocationPrefix, getLogFolder} from '../../../core/log/log-keys.js';
import {type Invocation} from '../../../core/log/invocation.js';
import {type ResumePlan} from '../../../core/run/resume-plan.js';
import {type Workflow} from '../../../core/workflow/workflow.js';
import {type Cloud} from '../../../ports/cloud.js';

/** Deletes the objects that a plan lists and nothing else; a missing key is not an error. */
export const deletePlannedKeys = async ({deletions}: ResumePlan, invocation: Invocation, {document}: Workflow, {logBucket, doneBucket}: Cloud): Promise<void> => {
	const prefix = getInvocationPrefix(getLogFolder(document), invocation);
	for (const [store, bucket] of [['log', logBucket], ['done', doneBucket]] as const) {
		const planned = deletions.filter(deletion => deletion.store === store).map(({key}) => `${prefix}${key}`);
		if (planned.length === 0) {
			continue;
		}

		const listed = await bucket.list(prefix);
		const keys = listed.map(({key}) => key).filter(key => planned.some(wanted => wanted.endsWith('/') ? key.startsWith(wanted) : key === wanted));
		if (keys.length > 0) {
			await bucket.remove(keys);
		}
	}
};
