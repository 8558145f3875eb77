/** A line of the user's code, by the name under which the user knows the file. */
export type Place = {
	/** Such as `functions/train.py`: never a temporary path. */
	readonly file: string;
	/** From 1; absent where only the file is known. */
	readonly line?: number;
	/** The function that the line stands in; absent outside of one. */
	readonly inside?: string;
};

/** A step of the way to an error. */
export type Frame = Place & {
	/** The line of code, when the traceback has it. */
	readonly code?: string;
};

/** Why a node failed. */
export type Cause = {
	/** One line: `KeyError: 13`, `S3 object not found: s3://bucket/key`. */
	readonly what: string;
	/** The user's innermost line. */
	readonly where?: Place;
	/** The user's own frames, outermost first; at most 20. */
	readonly frames: readonly Frame[];
	/** What to do about it, one sentence. */
	readonly hint?: string;
};

/** `functions/train.py:4`. */
export const describePlace = ({file, line}: Place): string => line === undefined ? file : `${file}:${line}`;

/** A step of the way to an error in one line: `functions/train.py:4 in load(): return data[rank]`. */
export const describeFrame = ({code, inside, ...place}: Frame): string =>
	`${describePlace(place)}${inside === undefined ? '' : ` in ${inside}()`}${code === undefined ? '' : `: ${code}`}`;

/** The one sentence that every view and report shows: `KeyError: 13 at functions/train.py:4 in load()`. */
export const describeCause = ({what, where}: Cause): string => {
	if (where === undefined) {
		return what;
	}

	const inside = where.inside === undefined ? '' : ` in ${where.inside}()`;
	return `${what} ${where.line === undefined ? 'in' : 'at'} ${describePlace(where)}${inside}`;
};
