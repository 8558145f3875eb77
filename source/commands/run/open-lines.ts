import {type AssertionStore} from '../../testing/assertions/assertion-store.js';
import {type Keymap} from '../../screen/keys/keymap.js';
import {createLineStream} from './create-line-stream.js';
import {type OpenRunner} from './create-runner.js';
import {type RunOptions} from './run-options.js';

const describeOpening = ({runner, cloudLabel}: OpenRunner, {screen}: RunOptions, {nameKey}: Keymap): string => {
	const {workflow, outcome} = runner.store.getSnapshot();
	const start = outcome === 'IDLE' ? `${nameKey('trigger')} triggers it, ` : '';
	const back = screen?.isAccessible === true ? '' : `${nameKey('stream')} returns to the screen, `;
	const keys = `${start}${back}${nameKey('quit')} leaves, press ${nameKey('help')} for keys`;
	return `${workflow.name} on ${cloudLabel}, ${workflow.nodes.length} nodes: ${keys}`;
};

/** The line stream that `s` leads to, and the whole of the accessible mode. */
export const openLines = (open: OpenRunner, options: RunOptions, keymap: Keymap, getTests: () => AssertionStore | undefined) => {
	const {runner, mask, cloudLabel} = open;
	return createLineStream({
		feed: {store: runner.store, subscribe: listener => runner.subscribe(listener)},
		output: options.stdout,
		clock: options.clock,
		mask,
		cloudLabel,
		hasLogs: options.shouldStreamLogs,
		getTests,
		describeOpening: () => describeOpening(open, options, keymap),
	});
};
