import {type Invocation} from '../../core/log/invocation.js';
import {type WrittenFile} from '../../core/files/stored-file.js';
import {toKeyPath} from '../../core/files/action-arguments.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {sanitizeLine} from '../../core/text/sanitize.js';
import {type Bucket} from '../../ports/bucket.js';
import {listFiles, type RunFiles} from '../../run/files/list-files.js';
import {findInvocation} from '../../run/history/list-invocations.js';
import {findNodes} from '../../run/runner/find-nodes.js';
import {openSession} from '../run/open-session.js';
import {type SessionOptions} from '../run/run-options.js';
import {openStore} from './open-store.js';

/** What the commands about files take from outside. */
export type FilesOptions = SessionOptions & {
	/** An InvocationID, or `@latest`. */
	readonly invocationId: string;
	readonly timestamp: string | undefined;
	/** Where else to look, as typed; `/` is the whole bucket. */
	readonly prefixes: readonly string[];
};

/** The files of a run, and what to do with them. */
export type OpenFiles = RunFiles & {
	readonly workflow: Workflow;
	/** Ids of the nodes that a name stands for, as `findNodes` has them. */
	readonly listNodes: (name: string) => readonly string[];
	readonly invocation: Invocation;
	/** Where a file is read. */
	readonly openStore: (file: WrittenFile) => Bucket;
	/** One line to be shown: printable, and without secrets. */
	readonly clean: (text: string) => string;
};

/** A prefix as typed: a slash at its end stays, one at its beginning is none of a key. */
const toPrefix = (typed: string): string => `${toKeyPath(typed)}${typed.endsWith('/') && toKeyPath(typed) !== '' ? '/' : ''}`;

/** Finds what a run wrote and does something with it, while its data stores are open. What was not looked at is told on stderr. */
export const withFiles = async <Result>(options: FilesOptions, work: (open: OpenFiles) => Promise<Result>): Promise<Result> => {
	const {invocationId, timestamp, clock, stderr, prefixes} = options;
	const {runner, mask} = await openSession({...options, isCi: true, isReading: true});
	try {
		const cloud = await runner.openCloud();
		const {workflow} = runner;
		const invocation = await findInvocation({workflow, logBucket: cloud.logBucket, invocationId, timestamp});
		const found = await listFiles({workflow, invocation, cloud, clock, morePrefixes: prefixes.map(prefix => toPrefix(prefix))});
		const clean = (text: string): string => mask(sanitizeLine(text));
		stderr.write(found.notes.map(note => `${clean(note)}\n`).join(''));
		return await work({
			...found,
			workflow,
			invocation,
			clean,
			listNodes: name => findNodes(runner.store.getSnapshot(), name).map(({id}) => id),
			openStore: ({store}) => openStore(cloud, store),
		});
	} finally {
		await runner.cleanup();
	}
};

const listPlaces = ({prefixes}: OpenFiles): string => prefixes.map(prefix => prefix === '' ? 'anywhere' : prefix).join(', ');

/** Why there are no files: where it was looked for them. */
export const describeNoFiles = (open: OpenFiles): string => {
	const {invocation, stores} = open;
	return `Run ${invocation.id} wrote no file below ${listPlaces(open)} in data store${stores.length === 1 ? '' : 's'} ${stores.join(', ')}. --prefix names where else to look.`;
};
