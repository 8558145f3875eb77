import {isBucketName} from '../bucket-name.js';
import {findEndpointFault, isReadableOnTheWay} from '../endpoint.js';
import {error, type Finding, warning} from '../finding.js';
import {getHighestRank, isJoin} from '../graph/graph.js';
import {getOwn} from '../json/json-object.js';
import {quoteName, quoteNames} from '../quote-name.js';
import {type Lint, type LintContext} from './lint-context.js';

/** A listing has at most this many keys and FaaSr reads one (faasr.md 2a). */
const listingLimit = 1000;

const getJoins = ({graph}: LintContext): readonly string[] =>
	[...graph.incoming.keys()].filter(action => isJoin(graph, action));

const lintSplitStores: Lint = context => {
	const {DataStores: stores, DefaultDataStore: defaultName, LoggingDataStore: loggingName} = context.document;
	const defaultStore = getOwn(stores, defaultName);
	const loggingStore = getOwn(stores, loggingName ?? defaultName);
	const joins = getJoins(context);
	const isSame = defaultStore?.Bucket === loggingStore?.Bucket && defaultStore?.Endpoint === loggingStore?.Endpoint;
	return isSame || joins.length === 0
		? []
		: [warning(
			'split-stores',
			['LoggingDataStore'],
			`Every join deadlocks (${quoteNames(joins)}): FaaSr writes completions to DefaultDataStore ${quoteName(defaultName)} and looks for them in LoggingDataStore ${quoteName(loggingName!)}.`,
			'Name the same store in both.',
		)];
};

const lintKeyCount: Lint = context => {
	const {incoming} = context.graph;
	const joins = getJoins(context);
	let keyCount = joins.length;
	for (const edges of incoming.values()) {
		keyCount += 2 * getHighestRank(edges);
	}

	return keyCount <= listingLimit || joins.length === 0
		? []
		: [warning(
			'too-many-keys',
			['ActionList'],
			`A run writes about ${keyCount} objects to its folder; FaaSr reads only the first ${listingLimit}, so joins may wait for ever.`,
			'Split the workflow or use smaller ranks.',
		)];
};

const noWords = new Set(['false', 'no', 'off', '0', 'none']);

const lintAnonymous: Lint = ({document}) => Object.entries(document.DataStores)
	.filter(([, {Anonymous: anonymous}]) => anonymous !== undefined && noWords.has(anonymous.toLowerCase()))
	.map(([name, {Anonymous: anonymous}]) => warning(
		'anonymous-store',
		['DataStores', name, 'Anonymous'],
		`Data store ${quoteName(name)} is used without credentials: FaaSr treats any text as yes, ${quoteName(anonymous!)} too.`,
		'Remove Anonymous.',
	));

const lintAddresses: Lint = ({document}) => Object.entries(document.DataStores).flatMap(([name, {Endpoint: endpoint, Bucket: bucket}]): readonly Finding[] => {
	const at = ['DataStores', name, 'Endpoint'];
	const fault = findEndpointFault(endpoint);
	return [
		...fault === undefined ? [] : [error('endpoint', at, `The Endpoint of data store ${quoteName(name)} ${fault.reason}.`, `Write it as ${fault.right}.`)],
		...isReadableOnTheWay(endpoint)
			? [warning('plain-http-endpoint', at, `Data store ${quoteName(name)} is reached over http: anybody on the way can read and change what is stored.`, 'Write Endpoint with https://.')]
			: [],
		...isBucketName(bucket) ? [] : [warning('bucket-name', ['DataStores', name, 'Bucket'], `No S3 service accepts ${quoteName(bucket)} as the name of a bucket.`, 'Write three or more letters, digits, dots and hyphens.')],
	];
});

/** Finds data stores that cannot be reached, and on which joins or credentials do not work. */
export const lintStores: Lint = context =>
	[lintSplitStores, lintKeyCount, lintAnonymous, lintAddresses].flatMap(lint => lint(context));
