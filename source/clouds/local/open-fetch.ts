/** A `fetch`, and the end of its connections. */
export type OwnFetch = {readonly fetch: typeof fetch; readonly close: () => Promise<void>};

type Dispatcher = {readonly destroy: () => Promise<void>};

/** Where undici, which is Node's fetch, keeps the dispatcher that everyone shares. */
const sharedDispatcher = Symbol.for('undici.globalDispatcher.1');

const createDispatcher = (): Dispatcher | undefined => {
	// Loads undici: before its first use there is no dispatcher.
	const headers = new Headers();
	const shared: unknown = (globalThis as unknown as Readonly<Record<symbol, unknown>>)[sharedDispatcher];
	// One that the user has put there is another class, with options that are not known here.
	const Agent = typeof shared === 'object' && shared?.constructor.name === 'Agent' ? shared.constructor as new () => Dispatcher : undefined;
	return headers instanceof Headers && Agent !== undefined ? new Agent() : undefined;
};

/**
Opens a `fetch` with connections of its own.

Node's shared one keeps 25 kB for every address that it has ever talked to (seen in Node 20), and every local cloud has a new one.
*/
export const openFetch = (): OwnFetch => {
	const dispatcher = createDispatcher();
	if (dispatcher === undefined) {
		return {fetch, close: async () => undefined};
	}

	return {
		fetch: async (input, init) => fetch(input, {...init, dispatcher} as RequestInit),
		close: async () => dispatcher.destroy(),
	};
};
