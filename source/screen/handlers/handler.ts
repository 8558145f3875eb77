import {type Bindings} from '../keys/binding.js';
import {type KeyContext} from './key-context.js';

/** What one command does, and why it cannot be done now. */
export type Handler = {
	readonly run: (context: KeyContext) => void;
	/** A sentence for the footer and the palette; nothing when the command works now. */
	readonly describeObstacle?: (context: KeyContext) => string | undefined;
};

/** A handler for every key of a group: a new binding does not compile without one. */
export type HandlersOf<Group extends Bindings> = Readonly<Record<keyof Group, Handler>>;
