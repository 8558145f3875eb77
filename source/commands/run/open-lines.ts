import {createLineStream} from './create-line-stream.js';
import {type OpenRunner} from './create-runner.js';
import {type RunOptions} from './run-options.js';

const describeOpening = ({runner, cloudLabel}: OpenRunner, {screen}: RunOptions): string => {
	const {workflow} = runner.store.getSnapshot();
	const keys = screen?.isAccessible === true ? '? tells the keys' : 's returns to the screen, q leaves, ? tells the keys';
	return `${workflow.name} on ${cloudLabel}, ${workflow.nodes.length} nodes: ${keys}`;
};

/** The line stream that `s` leads to, and the whole of the accessible mode. */
export const openLines = (open: OpenRunner, options: RunOptions) => {
	const {runner, mask, cloudLabel} = open;
	return createLineStream({
		feed: {store: runner.store, subscribe: listener => runner.subscribe(listener)},
		output: options.stdout,
		clock: options.clock,
		mask,
		cloudLabel,
		hasLogs: options.shouldStreamLogs,
		describeOpening: () => describeOpening(open, options),
	});
};
