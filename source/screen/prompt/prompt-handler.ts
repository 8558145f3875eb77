import {type KeyContext} from '../handlers/key-context.js';

/** What becomes of the text of one kind of prompt. */
export type PromptHandler = {
	/** Stands before the text: `/`, `save to:`. */
	readonly label: string;
	/** Called after every change, with the text so far. */
	readonly change?: (text: string, context: KeyContext) => void;
	/** Called at Enter; the prompt is closed then. */
	readonly submit?: (text: string, context: KeyContext) => void;
	/** Called at Esc; the prompt is closed then. */
	readonly cancel?: (context: KeyContext) => void;
};
