/** What becomes of the text of one kind of prompt. */
export type PromptHandler = {
	/** Called after every change, with the text so far. */
	readonly change?: (text: string) => void;
	/** Called at Enter; the prompt is closed then. */
	readonly submit?: (text: string) => void;
	/** Called at Esc; the prompt is closed then. */
	readonly cancel?: () => void;
};
