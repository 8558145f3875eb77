/* Prints as JSON what it takes to parse and lint large documents: the first time in a process, and warm, with one JSON.parse beside. */
import process from 'node:process';
import type * as ParseWorkflow from '../../../source/core/workflow/parse-workflow.js';
import {getPercentile} from '../get-percentile.js';
import {measureCpuMs} from './cpu-time.js';
import {importBuilt} from './import-built.js';
import {buildDag} from './large-documents.js';

const {parseWorkflow} = await importBuilt<typeof ParseWorkflow>('core/workflow/parse-workflow.js');

const measure = (actionCount: number, edgeCount: number, repeatCount: number) => {
	const text = buildDag(actionCount, edgeCount);
	let foundEdges = 0;
	const times = Array.from({length: repeatCount}, () => measureCpuMs(() => {
		const {workflow} = parseWorkflow(text);
		foundEdges = [...workflow?.actions.values() ?? []].reduce((sum, {successors}) => sum + successors.length, 0);
	}));
	const jsonTimes = Array.from({length: repeatCount}, () => measureCpuMs(() => {
		JSON.parse(text);
	}));
	return {
		actionCount, edgeCount: foundEdges, sizeBytes: text.length,
		firstMs: times[0]!, warmMs: getPercentile(times.slice(1), 0.5), jsonParseMs: getPercentile(jsonTimes, 0.5),
	};
};

process.stdout.write(JSON.stringify([measure(303, 930, 15), measure(10_000, 30_000, 7)]));
