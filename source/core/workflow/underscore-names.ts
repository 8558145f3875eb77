import {isFaasrImage} from './container-image.js';
import {type WorkflowDocument} from './document.js';

/** A name that newer versions of FaaSr refuse. */
export type UnderscoreName = {
	/** The action's; nothing for the workflow's own. */
	readonly action?: string;
	readonly name: string;
	/** The first version of FaaSr that refuses it. */
	readonly since: string;
};

/** Names with an underscore: FaaSr 2.0.1 and 2.0.2 refuse them before the first line of a log (live-stage 9). */
export const listUnderscoreNames = ({WorkflowName, ActionList}: WorkflowDocument): readonly UnderscoreName[] => [
	...WorkflowName.includes('_') ? [{name: WorkflowName, since: '2.0.2'}] : [],
	...Object.keys(ActionList).filter(name => name.includes('_')).map(name => ({action: name, name, since: '2.0.1'})),
];

/** True for FaaSr's own image without a tag of a version: what runs is the newest FaaSr. */
export const isLatestFaasr = (image: string): boolean => isFaasrImage(image) && /(?:^|\/)[^/:@]+(?::latest)?$/.test(image);
