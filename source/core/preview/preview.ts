/** A piece of a line of Markdown. */
export type MarkdownSpan = {
	readonly text: string;
	readonly style?: 'strong' | 'emphasis' | 'code' | 'link';
};

/** A line of Markdown, without the signs that say what it is. */
export type MarkdownLine = {
	/** A blank line is a `text` without spans, `rule` a line across. */
	readonly style: 'heading' | 'text' | 'item' | 'quote' | 'code' | 'rule';
	/** Of a heading, from 1. */
	readonly level?: number;
	/** What stands before an item: `-` or `2.` */
	readonly marker?: string;
	/** How deep an item lies in others, from 0. */
	readonly depth?: number;
	readonly spans: readonly MarkdownSpan[];
};

/** What of a file can be shown, by its kind. Every text in it is printable; secrets are not masked yet. */
export type PreviewContent =
	/** Shown by name, size and type only. */
	| {readonly kind: 'none'}
	/** JSON is laid out already. */
	| {readonly kind: 'text' | 'json'; readonly lines: readonly string[]}
	| {
		readonly kind: 'table';
		/** Names of columns; absent where the first row holds numbers only. */
		readonly header?: readonly string[];
		/** Rows may differ in length. */
		readonly rows: ReadonlyArray<readonly string[]>;
		/** Of every column, whether all of it is numbers. */
		readonly areNumbers: readonly boolean[];
	}
	| {readonly kind: 'markdown'; readonly lines: readonly MarkdownLine[]}
	/** Its pixels are in the bytes of the file. */
	| {readonly kind: 'picture'; readonly format: 'png' | 'jpeg'; readonly width: number; readonly height: number};

/** What is shown of a file. */
export type Preview = PreviewContent & {
	/** What it is, in a word or two: `CSV`, `PNG picture`, `Parquet`, `text`. */
	readonly type: string;
	/** Only its beginning was read. */
	readonly isCut: boolean;
	/** What is wrong with it, or why it is not shown: one sentence. */
	readonly problem?: string;
};

/** A file, or the beginning of one. */
export type PreviewInput = {
	/** Its name decides where the bytes do not. */
	readonly key: string;
	/** From the first on. */
	readonly bytes: Uint8Array;
	/** Of the whole file. */
	readonly sizeBytes: number;
};

/** So much is read of a file that is shown by its beginning. */
export const previewBytes = 256_000;

/** So much is read of a picture, of which a beginning is no use. */
export const pictureBytes = 8_000_000;
