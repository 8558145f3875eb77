import {type ActionDefinition, type InvokeNextEntry} from '../../core/workflow/document.js';

/** The functions that `new` can write, in Python and in R. */
export const functionNames = ['make_data', 'find_means', 'find_extremes', 'average_part', 'is_warm', 'write_note', 'plot'] as const;

export type FunctionName = typeof functionNames[number];

/** An action of a new workflow; its folder on S3 is the workflow's own. */
export type NewAction = {
	readonly functionName: FunctionName;
	readonly arguments: NonNullable<ActionDefinition['Arguments']>;
	readonly next: readonly InvokeNextEntry[];
};

/** A workflow to begin with, and what a run of it must have done. */
export type Shape = {
	readonly description: string;
	readonly actions: Readonly<Record<string, NewAction>>;
	readonly notInvoked: readonly string[];
	readonly files: readonly string[];
};

const makeData: Pick<NewAction, 'functionName' | 'arguments'> = {functionName: 'make_data', arguments: {output: 'data.csv'}};

const drawing = (...inputs: readonly string[]): NewAction => ({functionName: 'plot', arguments: {inputs, output: 'plot.png'}, next: []});

const findMeans = (next: readonly string[]): NewAction => ({functionName: 'find_means', arguments: {input: 'data.csv', output: 'means.csv'}, next});

/** What `faasr-tui new --shape` offers. */
export const shapes = {
	chain: {
		description: 'one after another',
		actions: {'make-data': {...makeData, next: ['find-means']}, 'find-means': findMeans(['plot']), plot: drawing('means.csv')},
		notInvoked: [],
		files: ['data.csv', 'means.csv', 'plot.png'],
	},
	'fan-out': {
		description: 'two beside each other, and a join',
		actions: {
			'make-data': {...makeData, next: ['find-means', 'find-extremes']},
			'find-means': findMeans(['plot']),
			'find-extremes': {functionName: 'find_extremes', arguments: {input: 'data.csv', output: 'extremes.csv'}, next: ['plot']},
			plot: drawing('means.csv', 'extremes.csv'),
		},
		notInvoked: [],
		files: ['data.csv', 'means.csv', 'extremes.csv', 'plot.png'],
	},
	decision: {
		description: 'a function decides which branch runs',
		actions: {
			'make-data': {...makeData, next: ['is-warm']},
			'is-warm': {functionName: 'is_warm', arguments: {input: 'data.csv', threshold: 15}, next: [{True: ['find-means'], False: ['write-note']}]},
			'find-means': findMeans(['plot']),
			plot: drawing('means.csv'),
			'write-note': {functionName: 'write_note', arguments: {text: 'The days were too cold for a plot.', output: 'note.txt'}, next: []},
		},
		notInvoked: ['write-note'],
		files: ['data.csv', 'means.csv', 'plot.png'],
	},
	ranks: {
		description: 'one function four times in parallel',
		actions: {
			'make-data': {...makeData, next: ['average-part(4)']},
			'average-part': {functionName: 'average_part', arguments: {input: 'data.csv'}, next: ['plot']},
			plot: drawing('part1.csv', 'part2.csv', 'part3.csv', 'part4.csv'),
		},
		notInvoked: [],
		files: ['data.csv', 'part1.csv', 'part4.csv', 'plot.png'],
	},
} satisfies Record<string, Shape>;

export type ShapeName = keyof typeof shapes;

export const shapeNames = Object.keys(shapes) as readonly ShapeName[];
