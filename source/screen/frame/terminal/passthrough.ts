type Environment = Readonly<Record<string, string | undefined>>;

/** Has tmux hand a sequence on to the terminal it runs in, where `allow-passthrough` is on; else tmux swallows it. */
export const wrapForTmux = (sequence: string): string => `\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\`;

/** Has GNU screen hand a sequence on to the terminal it runs in. Its wrapping ends at the first ESC \, so the sequence inside ends in BEL. */
export const wrapForScreen = (sequence: string): string => `\u001BP${sequence.replaceAll('\u001B\\', '\u0007')}\u001B\\`;

/** A sequence that tmux and GNU screen do not know, so that it reaches the terminal around them. */
export const passThrough = (sequence: string, env: Environment): string => {
	if (env['TMUX']) {
		return wrapForTmux(sequence);
	}

	return env['STY'] ? wrapForScreen(sequence) : sequence;
};
