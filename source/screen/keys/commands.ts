import {type Bindings, type Command} from './keymap.js';

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

/** Everything that keys can do now. */
export type Commands = {
	/** Does what a command asks for, or asks first, or says why it cannot. */
	readonly run: (command: Command) => void;
	/** Does it after its question was answered, unless the run has gone on meanwhile and it cannot be done any more. */
	readonly confirm: (command: Command) => void;
	/** Why it cannot be done now; nothing when it can. */
	readonly describeObstacle: (command: Command) => string | undefined;
};

/** What becomes of a command that is not simply done. */
export type CommandAnswers = {
	readonly say: (text: string) => void;
	readonly ask: (command: Command, text: string) => void;
};

/** Joins the handlers of all panes. A command without a handler does nothing. */
export const createCommands = (handlers: Readonly<Partial<Record<Command, BoundHandler>>>, {say, ask}: CommandAnswers): Commands => {
	const unlessBlocked = (command: Command, act: (handler: BoundHandler) => void): void => {
		const handler = handlers[command];
		const obstacle = handler?.describeObstacle();
		if (obstacle !== undefined) {
			say(obstacle);
		} else if (handler !== undefined) {
			act(handler);
		}
	};

	return {
		run(command) {
			unlessBlocked(command, ({run, describeRisk}) => {
				const risk = describeRisk();
				if (risk === undefined) {
					run();
				} else {
					ask(command, risk);
				}
			});
		},
		confirm(command) {
			unlessBlocked(command, ({run}) => {
				run();
			});
		},
		describeObstacle: command => handlers[command]?.describeObstacle(),
	};
};
