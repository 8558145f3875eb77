import {AsyncLocalStorage} from 'node:async_hooks';

/** Notes which function a test has last waited for, for each of several tests that run in parallel. */
export const createLastNode = () => {
	const storage = new AsyncLocalStorage<string>();
	return {
		get: () => storage.getStore(),
		/** To be called before the first `await` of what the test calls: then its caller, too, remembers. */
		set(node: string): void {
			storage.enterWith(node);
		},
	};
};
