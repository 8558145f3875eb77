import path from 'node:path';
import {S3} from '@aws-sdk/client-s3';
import {getS3ClientConfig} from '../../clouds/s3/create-s3-client.js';
import {sanitizeText} from '../../core/text/sanitize.js';
import {type Clock} from '../../ports/clock.js';
import {type StoreAccess} from '../../ports/cloud.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {type AssertionReport} from '../assertions/assertion-report.js';
import {createAssertionStore} from '../assertions/assertion-store.js';
import {makeVisible} from '../assertions/make-visible.js';
import {type WatchedAssertions} from '../assertions/watch-assertions.js';
import {createAssertions} from '../create-assertions.js';
import {listKeys, renderKeyPrefix} from '../key-prefix.js';
import {createStoredFiles, type StoredFiles} from '../stored-files.js';
import {type WatchedRun} from '../watched-run.js';
import {checkExpectations} from './check-expectations.js';
import {type Expectations} from './expectations.js';
import {updateExpectations} from './update-expectations.js';

export type WatchExpectationsOptions = {
	/** The expectations file. */
	readonly file: string;
	readonly expectations: Expectations;
	readonly runner: Pick<WorkflowRunner, 'workflow' | 'store' | 'subscribe' | 'result'>;
	readonly defaultStore: StoreAccess;
	readonly secrets: readonly string[];
	readonly mask: (text: string) => string;
	readonly clock: Clock;
	/** Writes what was found in the place of what was expected; hears what was written. @default nothing is written */
	readonly onUpdate?: ((changes: readonly string[]) => void) | undefined;
};

/** The keys that a file may have: as it is written when it names the run itself, else below the run's folder, then below the folder alone. */
const createKeys = ({workflow, invocation}: Pick<WatchedRun, 'workflow' | 'invocation'>) => (file: string): readonly [string, ...string[]] => {
	if (/{(?:InvocationID|InvocationTimestamp|WorkflowName)}/.test(file)) {
		return [renderKeyPrefix(file, invocation)];
	}

	return [...listKeys(workflow, invocation, file), file];
};

const createPart = ({runner, defaultStore, secrets, clock}: WatchExpectationsOptions, stopped: AbortSignal): WatchedRun | undefined => {
	const {invocation} = runner.store.getSnapshot();
	if (invocation === undefined) {
		return undefined;
	}

	return {
		workflow: runner.workflow,
		invocation,
		store: runner.store,
		defaultStore,
		secrets,
		clock,
		stopped,
		result: async () => runner.result(),
		async close() {
			// The runner belongs to somebody else.
		},
	};
};

/** Checks the expectations after every run that is triggered from now on, and keeps what came of each. */
export const watchExpectations = (options: WatchExpectationsOptions): WatchedAssertions => {
	const {file, expectations, runner, defaultStore, mask, clock, onUpdate} = options;
	const store = createAssertionStore(file);
	const client = new S3({...getS3ClientConfig(defaultStore), forcePathStyle: true});
	const files: StoredFiles = createStoredFiles(client, defaultStore);
	let stop = new AbortController();
	let following: Promise<void> | undefined;

	const follow = async ({signal}: AbortController): Promise<void> => {
		const result = await runner.result();
		const run = createPart(options, signal);
		if (signal.aborted || run === undefined) {
			return;
		}

		const clean = (text: string): string => mask(sanitizeText(text));
		const report = (told: AssertionReport): void => {
			if (!signal.aborted) {
				store.add({...told, title: clean(told.title), evidence: clean(told.evidence), at: clock.now()});
			}
		};

		const getKeys = createKeys(run);
		const assertions = createAssertions({run, files, getKeys, clean, show: text => mask(makeVisible(text)), report, getLastNode: () => undefined});
		const isMet = await checkExpectations(expectations, {assertions, folder: path.dirname(file), report, durationMs: result.durationMs});
		if (!signal.aborted) {
			store.end(isMet);
			if (onUpdate !== undefined && !isMet) {
				onUpdate(await updateExpectations({file, state: runner.store.getSnapshot(), async read(name) {
					for (const key of getKeys(name)) {
						const bytes = await files.read(key);
						if (bytes !== undefined) {
							return bytes;
						}
					}

					return undefined;
				}}));
			}
		}
	};

	const unsubscribe = runner.subscribe(event => {
		if (event.type === 'run.triggered') {
			stop.abort();
			stop = new AbortController();
			store.start();
			following = follow(stop);
		}
	});

	return {
		store,
		async settled() {
			await following;
		},
		async stop() {
			unsubscribe();
			stop.abort();
			await Promise.allSettled([following]);
			client.destroy();
		},
	};
};
