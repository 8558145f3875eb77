import {renderToStaticMarkup} from 'react-dom/server';
import {createTimeline} from '../../core/run/timeline/create-timeline.js';
import {describeBriefly} from '../../ports/errors/describe-failure.js';
import {getLogTail} from '../../run/runner/get-log-tail.js';
import {createLineCleaner} from '../clean-line.js';
import {type CreateReporter, type ReportedResult, type ReporterContext} from '../reporter.js';
import {Page} from './page.js';
import {readWithin} from './read-within.js';
import {renderDocument} from './render-document.js';
import {type ReportInput} from './report-input.js';
import {readShownLogs} from './shown-logs.js';

/** Lines of its log below the cause of a failure. */
const tailLength = 40;

const createInput = (result: ReportedResult, {store, clock, cloudLabel, mask, hasLogs}: ReporterContext): ReportInput => {
	const clean = createLineCleaner(mask);
	const state = store.getSnapshot();
	const {lines} = store.logs;
	const logs = hasLogs ? readShownLogs(lines, result.nodes.map(({id}) => id), clean) : new Map<string, never>();
	const ids = new Map([...logs.keys()].map((node, index) => [node, `log-${index + 1}`]));
	return {
		state, result, cloudLabel, clean, mask, logs,
		now: clock.now(),
		timeline: createTimeline(state),
		getTail: ({id}) => hasLogs ? getLogTail(lines, id, tailLength).map(text => clean(text)) : [],
		getLogId: node => ids.get(node),
	};
};

/** Writes the run as one page that needs no network, at its end (docs/report.md). */
export const createHtmlReporter: CreateReporter = context => ({
	onEvent: () => undefined,
	async onResult(result, left) {
		// What the page says of the run is what is known now.
		const input = createInput(result, context);
		const {readFiles, clock, output} = context;
		const files = readFiles && await readWithin({readFiles, clock}, left);
		const {verdict = result.outcome} = result;
		output.write(renderDocument(`${input.clean(input.state.workflow.name)}: ${verdict}`, renderToStaticMarkup(<Page {...input} {...files && {files}}/>)));
	},
	onFailure(error) {
		const clean = createLineCleaner(context.mask);
		const name = clean(context.store.getSnapshot().workflow.name);
		context.output.write(renderDocument(`${name}: could not be watched`, renderToStaticMarkup(<main><h1>{name}</h1><p className='cause'>{clean(describeBriefly(error))}</p></main>)));
	},
});
