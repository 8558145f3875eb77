import {describeFrame} from '../cause/cause.js';
import {lacksCause} from '../cause/find-cause.js';
import {withoutDoubtedText} from './doubted-text.js';
import {type NodeState} from './run-state.js';

/**
What a failed node's log on S3 adds to its sentence, line by line: the user's own frames where the cause has them, otherwise the
ERROR with what follows it. FaaSr's stumble over a cause that stands elsewhere adds nothing.

@returns nothing where the log has no ERROR
*/
export const tellFailure = ({cause, reason, log: whole}: Partial<Pick<NodeState, 'cause' | 'reason' | 'log'>>): readonly string[] | undefined => {
	const log = withoutDoubtedText({...(reason !== undefined && {reason}), ...(whole !== undefined && {log: whole})});
	const failure = log?.failure ?? log?.dispatchFailure;
	const frames = cause?.frames ?? [];
	// One frame without its code is the place that the sentence ends with.
	if (frames.length > 1 || frames[0]?.code !== undefined) {
		return frames.map(frame => describeFrame(frame));
	}

	const isElsewhere = cause?.where !== undefined && lacksCause(log);
	return failure === undefined || isElsewhere ? undefined : [failure.message, ...failure.traceback];
};
