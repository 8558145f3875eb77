import {type CommandContext} from '../command-context.js';
import {type RunOptions} from './run-options.js';

export type PlainWish = {
	/** `--ci`, or a reporter. */
	readonly isAsked: boolean;
	/** Lines that are only added: they need a terminal, and no more. */
	readonly isAccessible: boolean;
	readonly env: Readonly<Record<string, string | undefined>>;
};

const describeLack = ({isAccessible, env}: PlainWish, {isInteractive, stdout}: Pick<CommandContext, 'isInteractive' | 'stdout'>): string | undefined => {
	if (!stdout.isTty) {
		return 'stdout is not a terminal';
	}

	if (!isInteractive) {
		return 'stdin is not a terminal, so there are no keys';
	}

	return env['TERM'] === 'dumb' && !isAccessible ? 'a terminal with TERM=dumb has no screen' : undefined;
};

/** Decides between screen and plain lines. Where the terminal decides it, outside of a pipeline, there is a sentence about it. */
export const choosePlainLines = (wish: PlainWish, context: Pick<CommandContext, 'isInteractive' | 'stdout'>): Pick<RunOptions, 'isCi' | 'plainReason'> => {
	const lack = wish.isAsked ? undefined : describeLack(wish, context);
	const isPipeline = Boolean(wish.env['CI']);
	return {
		isCi: wish.isAsked || lack !== undefined,
		...(lack !== undefined && !isPipeline && {plainReason: `${lack}: running as with --ci.`}),
	};
};
