import {type PromptKind} from './prompt-state.js';

/** The line at the bottom, where keys say what they cannot show and have texts typed. */
export type FooterKeys = {
	/** Says a sentence, until the next key. */
	readonly say: (text: string) => void;
	/** Takes back what was said. */
	readonly hush: () => void;
	/** Has a text typed, which begins as the one given. */
	readonly openPrompt: (kind: PromptKind, text?: string) => void;
};
