import {type Bindings} from './binding.js';

/** What one command does with the keys of its pane, why it cannot be done now, and what to ask before it is. */
export type Handler<Keys> = {
	readonly run: (keys: Keys) => void;
	/** A sentence for the footer and the palette; nothing when the command works now. */
	readonly describeObstacle?: (keys: Keys) => string | undefined;
	/** A question that y answers before it is done; nothing when it can be done at once. */
	readonly describeRisk?: (keys: Keys) => string | undefined;
};

/** A handler for every key of a group: a new binding does not compile without one. */
export type HandlersOf<Group extends Bindings, Keys> = Readonly<Record<keyof Group, Handler<Keys>>>;
