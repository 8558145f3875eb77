import path from 'node:path';
import {type RunState} from '../../core/run/run-state.js';
import {type StoreAccess} from '../../ports/cloud.js';
import {type RunStore} from '../../run/runner/run-store.js';
import {type RunMessage, type TestMessage} from './messages.js';

/** A run as a test file may attach to it. */
export type ServedRun = {
	/** Absolute path of the document. */
	readonly workflowFile: string;
	readonly store: RunStore;
	readonly defaultStore: StoreAccess;
	readonly secrets: readonly string[];
};

const withoutWorkflow = ({workflow: _, ...state}: RunState): Omit<RunState, 'workflow'> => state;

/** Tells a test file about the run, from the moment it attaches. */
export const serveRun = ({workflowFile, store, defaultStore, secrets}: ServedRun, send: (message: RunMessage) => void) => {
	const unsubscribes: Array<() => void> = [];
	const follow = (): void => {
		if (unsubscribes.length > 0) {
			return;
		}

		let sentCount = store.logs.lines.getEnd();
		unsubscribes.push(
			store.subscribe(() => {
				send({type: 'faasr-tui.changed', state: withoutWorkflow(store.getSnapshot())});
			}),
			store.logs.subscribe(() => {
				const {getEnd, read} = store.logs.lines;
				const entries = read(sentCount, getEnd());
				sentCount = getEnd();
				if (entries.length > 0) {
					send({type: 'faasr-tui.logged', entries});
				}
			}),
		);
	};

	return {
		/** Another document than the one that runs is not ours to serve; none at all means the one that runs. */
		attach({id, workflowFile: wanted}: Extract<TestMessage, {readonly type: 'faasr-tui.attach'}>): void {
			if (wanted !== undefined && path.resolve(wanted) !== path.resolve(workflowFile)) {
				send({type: 'faasr-tui.refused', id});
				return;
			}

			const {lines} = store.logs;
			send({type: 'faasr-tui.attached', id, state: store.getSnapshot(), entries: lines.read(lines.getFirst(), lines.getEnd()), defaultStore, secrets});
			follow();
		},
		stop(): void {
			for (const unsubscribe of unsubscribes.splice(0)) {
				unsubscribe();
			}
		},
	};
};
