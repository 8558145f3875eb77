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

/** A handler that has the keys of its pane. */
export type BoundHandler = {
	readonly run: () => void;
	readonly describeObstacle: () => string | undefined;
	readonly describeRisk: () => string | undefined;
};

/** Gives a group of handlers the keys of their pane. */
export const bindHandlers = <Name extends string, Keys>(handlers: Readonly<Record<Name, Handler<Keys>>>, keys: Keys): Readonly<Record<Name, BoundHandler>> =>
	Object.fromEntries(Object.entries<Handler<Keys>>(handlers).map(([name, {run, describeObstacle, describeRisk}]) => [name, {
		run() {
			run(keys);
		},
		describeObstacle: () => describeObstacle?.(keys),
		describeRisk: () => describeRisk?.(keys),
	}])) as unknown as Readonly<Record<Name, BoundHandler>>;
