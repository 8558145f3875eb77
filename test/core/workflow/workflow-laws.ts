import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {buildDocument} from '../../support/workflows/build-document.js';

const folder = new URL('../../support/workflows/', import.meta.url);
const texts = readdirSync(folder).filter(file => file.endsWith('.json')).map(file => readFileSync(new URL(file, folder), 'utf8'));

/** A workflow or at least one error, and places that are in the text. */
const isSound = (text: string): boolean => {
	const {workflow, problems} = parseWorkflow(text);
	const hasError = problems.some(({severity}) => severity === 'error');
	const lineCount = text.split(/\r\n|\n|\r/).length;
	return hasError === (workflow === undefined)
		&& problems.every(({line = 0, column = 0, message}) => line >= 1 && line <= lineCount && column >= 1 && message !== '');
};

t.test('a real document cut anywhere gives a problem or a workflow', async t => {
	fc.assert(fc.property(fc.constantFrom(...texts), fc.double({min: 0, max: 1, noNaN: true}), (text, part) =>
		isSound(text.slice(0, Math.floor(text.length * part)))), {numRuns: 300});
	t.pass();
});

t.test('a real document with any character changed or taken out gives a problem or a workflow', async t => {
	const character = fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\n', '0', '(', '\\', 'x', '\u0000', '\uD800');
	fc.assert(fc.property(fc.constantFrom(...texts), fc.double({min: 0, max: 0.999, noNaN: true}), character, (text, part, changed) => {
		const at = Math.floor(text.length * part);
		return isSound(text.slice(0, at) + changed + text.slice(at + 1));
	}), {numRuns: 500});
	t.pass();
});

/** Every place in a value, so that anything in a document can be replaced. */
const listLocations = (value: unknown, at: ReadonlyArray<string | number> = []): ReadonlyArray<ReadonlyArray<string | number>> =>
	typeof value !== 'object' || value === null
		? [at]
		: [at, ...Object.entries(value).flatMap(([key, item]) => listLocations(item, [...at, Array.isArray(value) ? Number(key) : key]))];

const small = texts.filter(text => text.length < 6000).map(text => JSON.parse(text) as Record<string, unknown>);

t.test('a real document with any value replaced gives a problem or a workflow', async t => {
	const places = small.map(document => listLocations(document).filter(({length}) => length > 0));
	const other = fc.oneof(fc.jsonValue({maxDepth: 2}), fc.constantFrom('a(5)', 'x(0)', '__proto__', 'constructor', {True: ['a']}, {__proto__: null}));
	fc.assert(fc.property(fc.nat(), fc.nat(), other, (whichDocument, whichPlace, value) => {
		const index = whichDocument % small.length;
		const document = structuredClone(small[index]!);
		const place = places[index]![whichPlace % places[index]!.length]!;
		let holder = document as Record<string | number, unknown>;
		for (const segment of place.slice(0, -1)) {
			holder = holder[segment] as Record<string | number, unknown>;
		}

		holder[place.at(-1)!] = value;
		return isSound(JSON.stringify(document));
	}), {numRuns: 500});
	t.pass();
});

t.test('any JSON at all gives a problem', async t => {
	fc.assert(fc.property(fc.json(), text => parseWorkflow(text).workflow === undefined && isSound(text)));
	t.pass();
});

const anyGraph = fc.array(fc.array(fc.record({
	to: fc.nat({max: 11}), rank: fc.option(fc.nat({max: 4}), {nil: undefined}), when: fc.constantFrom('always', 'always', 'True', 'False'),
}), {maxLength: 4}), {minLength: 1, maxLength: 12}).map(actions => Object.fromEntries(actions.map((edges, index) => {
	const write = ({to, rank}: {readonly to: number; readonly rank: number | undefined}) => rank === undefined ? `n${to}` : `n${to}(${rank})`;
	const pick = (answer: string) => edges.filter(({when}) => when === answer).map(edge => write(edge));
	const always = pick('always');
	return [`n${index}`, edges.length === always.length ? always : [...always, {True: pick('True'), False: pick('False')}]];
})));

t.test('any graph gives a problem or a workflow whose actions come after their predecessors', async t => {
	fc.assert(fc.property(anyGraph, graph => {
		const text = JSON.stringify(buildDocument(graph));
		const {workflow} = parseWorkflow(text);
		const seen = new Set<string>();
		for (const {name, predecessors} of workflow?.actions.values() ?? []) {
			if (predecessors.some(({from}) => !seen.has(from))) {
				return false;
			}

			seen.add(name);
		}

		return isSound(text);
	}), {numRuns: 500});
	t.pass();
});
