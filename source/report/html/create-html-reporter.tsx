import {createHash} from 'node:crypto';
import {renderToStaticMarkup} from 'react-dom/server';
import {createTimeline} from '../../core/run/timeline/create-timeline.js';
import {type NodeState} from '../../core/run/run-state.js';
import {describeBriefly} from '../../ports/errors/describe-failure.js';
import {type LogLines} from '../../run/runner/run-store.js';
import {createLineCleaner} from '../clean-line.js';
import {type CreateReporter, type ReportedResult, type ReporterContext} from '../reporter.js';
import {Page} from './page.js';
import {pageScript} from './page-script.js';
import {pageStyle} from './page-style.js';

/** Lines in the whole page: a browser opens so many in a second. */
const mostLines = 50_000;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded and nothing runs but the style and script that stand in the page. */
const policy = `default-src 'none'; style-src ${hash(pageStyle)}; script-src ${hash(pageScript)}; img-src data:; base-uri 'none'; form-action 'none'`;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const renderDocument = (title: string, body: string): string => [
	'<!doctype html>',
	'<html lang="en">',
	'<head>',
	'<meta charset="utf-8">',
	`<meta http-equiv="Content-Security-Policy" content="${policy}">`,
	'<meta name="viewport" content="width=device-width, initial-scale=1">',
	`<title>${escape(title)}</title>`,
	`<style>${pageStyle}</style>`,
	'</head>',
	`<body>${body}<script>${pageScript}</script></body>`,
	'</html>',
	'',
].join('\n');

/** The lines of every node, read once. */
const groupLines = (lines: LogLines, hasLogs: boolean): ReadonlyMap<string, readonly string[]> => {
	const byNode = new Map<string, string[]>();
	for (let number = hasLogs ? lines.getFirst() : lines.getEnd(); number < lines.getEnd(); number++) {
		const {node, text} = lines.at(number) ?? {};
		if (node !== undefined && text !== undefined) {
			const known = byNode.get(node);
			if (known === undefined) {
				byNode.set(node, [text]);
			} else {
				known.push(text);
			}
		}
	}

	return byNode;
};

const renderResult = (result: ReportedResult, {store, cloudLabel, mask, hasLogs}: ReporterContext): string => {
	const clean = createLineCleaner(mask);
	const state = store.getSnapshot();
	const share = Math.max(20, Math.floor(mostLines / Math.max(1, result.nodes.length)));
	const logs = groupLines(store.logs.lines, hasLogs);
	const getLog = ({id}: NodeState) => {
		const all = logs.get(id) ?? [];
		return {lines: all.slice(-share).map(text => clean(text)), omittedCount: Math.max(0, all.length - share)};
	};

	const {verdict = result.outcome} = result;
	const body = renderToStaticMarkup(<Page state={state} result={result} timeline={createTimeline(state)} cloudLabel={cloudLabel} clean={clean} getLog={getLog}/>);
	return renderDocument(`${clean(state.workflow.name)}: ${verdict}`, body);
};

/** Writes the run as one page that needs no network, at its end (docs/report.md). */
export const createHtmlReporter: CreateReporter = context => ({
	onEvent: () => undefined,
	onResult(result) {
		context.output.write(renderResult(result, context));
	},
	onFailure(error) {
		const clean = createLineCleaner(context.mask);
		const name = clean(context.store.getSnapshot().workflow.name);
		context.output.write(renderDocument(`${name}: could not be watched`, renderToStaticMarkup(<main><h1>{name}</h1><p className='cause'>{clean(describeBriefly(error))}</p></main>)));
	},
});
