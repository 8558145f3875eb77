import {type RunState} from '../../core/run/run-state.js';
import {type RunStore} from './run-store.js';

/** As much of a run's store as somebody reads who waits for something in it. */
export type RunView = Pick<RunStore, 'getSnapshot' | 'subscribe'> & {
	readonly logs: Pick<RunStore['logs'], 'lines' | 'subscribe'>;
};

const toError = (reason: unknown): Error => reason instanceof Error ? reason : new Error('Waiting was aborted');

/** Looks at the run, and again after each change of its state or logs, until there is an answer; rejects with what `look` throws, or the signal's reason. */
export const waitUntil = async <Answer>(store: RunView, look: (state: RunState) => Answer | undefined, signal?: AbortSignal): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const unsubscribes: Array<() => void> = [];
		const stop = (): void => {
			signal?.removeEventListener('abort', onAbort);
			for (const unsubscribe of unsubscribes.splice(0)) {
				unsubscribe();
			}
		};

		const onAbort = (): void => {
			stop();
			reject(toError(signal?.reason));
		};

		const check = (): void => {
			try {
				const answer = look(store.getSnapshot());
				if (answer !== undefined) {
					stop();
					resolve(answer);
				}
			} catch (error) {
				stop();
				reject(toError(error));
			}
		};

		unsubscribes.push(store.subscribe(check), store.logs.subscribe(check));
		signal?.addEventListener('abort', onAbort);
		check();
		if (signal?.aborted === true) {
			onAbort();
		}
	});
