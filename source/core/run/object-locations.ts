import {getDoneKey, getInvocationPrefix, getLogFolder, getLogKey} from '../log/log-keys.js';
import {lookUp} from '../look-up.js';
import {getNodeLinks} from './node-links.js';
import {type NodeState, type RunState} from './run-state.js';

/** Where an object of a node is, or would be. */
export type ObjectLocation = {
	readonly kind: 'log' | 'done' | 'candidate' | 'lock';
	/** Name of the data store in the document. */
	readonly store: string;
	readonly bucket: string;
	readonly key: string;
};

/** The objects that FaaSr keeps of a node: log and marker, and for a join those by which its arrivals find the last one. Nothing before a trigger. */
export const listLocations = ({id, action, rank}: NodeState, {workflow, invocation}: RunState): readonly ObjectLocation[] => {
	if (invocation === undefined) {
		return [];
	}

	const {document} = workflow;
	const prefix = getInvocationPrefix(getLogFolder(document), invocation);
	const logStore = document.LoggingDataStore ?? document.DefaultDataStore;
	const stores = new Map(Object.entries(document.DataStores));
	const create = (kind: ObjectLocation['kind'], store: string, key: string): ObjectLocation =>
		({kind, store, bucket: lookUp(stores, store).Bucket, key: prefix + key});
	return [
		create('log', logStore, getLogKey(id)),
		create('done', document.DefaultDataStore, getDoneKey(action, rank)),
		...(getNodeLinks(workflow, id).isJoin
			? [create('candidate', logStore, `${action}.candidate`), create('lock', logStore, `${action}/lock`)]
			: []),
	];
};

/** A place as people and S3's tools write it. */
export const formatPlace = ({bucket, key}: Pick<ObjectLocation, 'bucket' | 'key'>): string => `s3://${bucket}/${key}`;
