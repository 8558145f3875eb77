import {runMeasurement} from '../local/run-measurement.js';
import {type Measured, type Row} from '../row.js';

type Shape = {readonly shape: string; readonly outcome: string; readonly nodeCount: number; readonly batchCount: number; readonly medianMs: number; readonly p95Ms: number};

type Reduced = {
	readonly shapes: readonly Shape[];
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
	const isLarge = ({nodeCount}: Shape): boolean => nodeCount > 2000;
	const small = shapes.filter(shape => !isLarge(shape));
	const large = shapes.filter(shape => isLarge(shape));
	const getSlowest = (group: readonly Shape[]): number => Math.max(...group.map(({medianMs}) => medianMs));
	const getP95 = (group: readonly Shape[]): number => Math.max(...group.map(({p95Ms}) => p95Ms));
	return {
		figure: `${ms(getSlowest(small))}, p95 ${ms(getP95(small))}; ${ms(getSlowest(large))}, p95 ${ms(getP95(large))} (${ratio(getSlowest(large), jsonParseMs)} one JSON.parse of its document)`,
		met: getSlowest(small) < 16 && getSlowest(large) < 250 && shapes.every(({outcome}) => outcome === 'COMPLETED'),
		details: [
			'CPU time of one batch in a warm process, a whole run from its trigger to its end; the slowest shapes are the figures',
			...shapes.map(shape => `${shape.shape}: ${shape.nodeCount} nodes, ${shape.batchCount} batches, median ${ms(shape.medianMs)}, p95 ${ms(shape.p95Ms)}, ${ratio(shape.medianMs, jsonParseMs)}`),
			`JSON.parse of the document of 10,000 actions (${(jsonBytes / 1e6).toFixed(1)} MB) in the same process: ${ms(jsonParseMs)}`,
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
		what: 'reduce one batch of 500 changes: 1,000 nodes; 10,000 nodes',
		goal: '< 16 ms; < 250 ms',
		measure: measureReduce,
	},
	{
		name: 'parse-lint',
		what: 'parse and lint 303 actions, 900 edges; 10,000 actions',
		goal: '< 50 ms; < 1 s',
		measure: measureParse,
	},
];
