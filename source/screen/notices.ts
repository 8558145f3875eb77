import {createListeners} from '../ports/listeners/create-listeners.js';

/** Sentences that the caller has for the user. */
export type Notices = {
	readonly say: (text: string) => void;
	/** Returns the way to stop listening. */
	readonly subscribe: (listener: (text: string) => void) => () => void;
};

/** Creates the way from the caller to whatever of us is on the terminal. */
export const createNotices = (): Notices => {
	const listeners = createListeners<[text: string]>();
	return {say: listeners.call, subscribe: listeners.add};
};
