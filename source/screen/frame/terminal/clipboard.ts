import {Buffer} from 'node:buffer';
import {wrapForScreen, wrapForTmux} from './passthrough.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The clipboard of the terminal that the user sits at, however many machines lie between. */
export type Clipboard = {
	/** Asks the terminal to take a text; false when it surely will not. No terminal answers, so show the text, too. */
	readonly copy: (text: string) => boolean;
};

// What terminals are known to take in one sequence (hterm's limit, the lowest in use).
const longestPayload = 100_000;
// GNU screen before 4.2 drops strings longer than 256 bytes; some bytes of each are for the wrapping.
const screenChunks = /.{1,240}/gsu;

// OSC 52 (xterm's ctlseqs): c is the clipboard, the text is base64, BEL ends it.
const createSequence = (payload: string): string => `\u001B]52;c;${payload}\u0007`;

/*
tmux takes the plain sequence with `set-clipboard on`, and hands the wrapped one on with `allow-passthrough on`. Either may
be off, and what is off is swallowed without a trace, so it gets both.
*/
const sendThroughTmux = (sequence: string): string => sequence + wrapForTmux(sequence);

const sendThroughScreen = (sequence: string): string =>
	(sequence.match(screenChunks) ?? []).map(part => wrapForScreen(part)).join('');

/** The escape sequence that puts a text into the terminal's clipboard; nothing when the terminal has none or the text is too long. */
export const renderClipboardSequence = (text: string, env: Environment): string | undefined => {
	const payload = Buffer.from(text, 'utf8').toString('base64');
	if (payload.length > longestPayload || env['TERM'] === 'dumb' || env['TERM'] === 'linux') {
		return undefined;
	}

	const sequence = createSequence(payload);
	if (env['TMUX']) {
		return sendThroughTmux(sequence);
	}

	return env['STY'] ? sendThroughScreen(sequence) : sequence;
};

/** Creates the way to the clipboard of a terminal. Between two frames, so that no frame is torn. */
export const createClipboard = (terminal: {readonly write: (text: string) => unknown}, env: Environment): Clipboard => ({
	copy(text) {
		const sequence = renderClipboardSequence(text, env);
		if (sequence === undefined) {
			return false;
		}

		terminal.write(sequence);
		return true;
	},
});
