import {runMeasurement} from '../local/run-measurement.js';
import {type Measured, type Row} from '../row.js';

type Reduced = {
	readonly shapes: ReadonlyArray<{readonly shape: string; readonly outcome: string; readonly nodeCount: number; readonly batchCount: number; readonly medianMs: number; readonly p95Ms: number}>;
	readonly jsonBytes: number;
	readonly jsonParseMs: number;
};

type Parsed = {
	readonly actionCount: number;
	readonly edgeCount: number;
	readonly sizeBytes: number;
	readonly firstMs: number;
	readonly warmMs: number;
	readonly jsonParseMs: number;
};

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const ratio = (value: number, unit: number): string => `${(value / unit).toFixed(value < unit * 10 ? 1 : 0)} x`;

const measureReduce = async (): Promise<Measured> => {
	const {shapes, jsonBytes, jsonParseMs} = await runMeasurement<Reduced>('../reduce/measure-reduce.ts');
	const slowestMs = Math.max(...shapes.map(({medianMs}) => medianMs));
	const p95Ms = Math.max(...shapes.map(shape => shape.p95Ms));
	return {
		figure: `${ms(slowestMs)}, p95 ${ms(p95Ms)} (${ratio(slowestMs, jsonParseMs)} one JSON.parse of its document)`,
		met: slowestMs < 16 && shapes.every(({outcome}) => outcome === 'COMPLETED'),
		details: [
			'CPU time of one batch in a warm process, a whole run from its trigger to its end; the slowest shape is the figure',
			...shapes.map(shape => `${shape.shape}: ${shape.nodeCount} nodes, ${shape.batchCount} batches, median ${ms(shape.medianMs)}, p95 ${ms(shape.p95Ms)}, ${ratio(shape.medianMs, jsonParseMs)}`),
			`JSON.parse of the first shape's document (${(jsonBytes / 1e6).toFixed(1)} MB) in the same process: ${ms(jsonParseMs)}`,
		],
	};
};

const measureParse = async (): Promise<Measured> => {
	const documents = await runMeasurement<readonly Parsed[]>('../reduce/measure-parse.ts');
	const [small, large] = documents as readonly [Parsed, Parsed];
	return {
		figure: `${ms(small.warmMs)}; ${ms(large.warmMs)} (${ratio(small.warmMs, small.jsonParseMs)} and ${ratio(large.warmMs, large.jsonParseMs)} JSON.parse)`,
		met: small.warmMs < 50 && large.warmMs < 1000,
		details: [
			'CPU time: syntax with places, schema, graph, every lint rule, links',
			...documents.map(({actionCount, edgeCount, sizeBytes, firstMs, warmMs, jsonParseMs}) =>
				`${actionCount} actions, ${edgeCount} edges, ${Math.round(sizeBytes / 1000)} kB: median ${ms(warmMs)}, the first time in a process that compiles the schema itself ${ms(firstMs)}, JSON.parse alone ${ms(jsonParseMs)}`),
		],
	};
};

/** What the pure core costs at sizes past today's workflows. */
export const rows: readonly Row[] = [
	{
		name: 'reduce-batch',
		what: 'reduce one batch: 10,000 nodes, 500 changes',
		goal: '< 16 ms',
		measure: measureReduce,
	},
	{
		name: 'parse-lint',
		what: 'parse and lint 303 actions, 900 edges; 10,000 actions',
		goal: '< 50 ms; < 1 s',
		measure: measureParse,
	},
];
