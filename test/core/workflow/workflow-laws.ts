import {readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';
import fc from 'fast-check';
import t from 'tap';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {buildAction, buildDocument} from '../../fixtures/workflows/build-document.js';

const folder = new URL('../../fixtures/workflows/', import.meta.url);
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
const listPlaces = (value: unknown, at: ReadonlyArray<string | number> = []): ReadonlyArray<ReadonlyArray<string | number>> =>
	typeof value !== 'object' || value === null
		? [at]
		: [at, ...Object.entries(value).flatMap(([key, item]) => listPlaces(item, [...at, Array.isArray(value) ? Number(key) : key]))];

const small = texts.filter(text => text.length < 6000).map(text => JSON.parse(text) as Record<string, unknown>);

t.test('a real document with any value replaced gives a problem or a workflow', async t => {
	const places = small.map(document => listPlaces(document).filter(({length}) => length > 0));
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
	}), {numRuns: 1000});
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
	}), {numRuns: 1000});
	t.pass();
});

/** Processor time, so that a busy machine does not make a quick parser look slow. */
const measure = (text: string, attempts: number): {readonly ms: number; readonly parsed: ReturnType<typeof parseWorkflow>} => {
	let ms = Number.POSITIVE_INFINITY;
	let parsed = parseWorkflow(text);
	for (let attempt = 0; attempt < attempts; attempt++) {
		const startedAt = process.cpuUsage();
		parsed = parseWorkflow(text);
		const {user, system} = process.cpuUsage(startedAt);
		ms = Math.min(ms, (user + system) / 1000);
	}

	return {ms, parsed};
};

const buildLarge = (actionCount: number, edgesPerAction: number): string => JSON.stringify(buildDocument(Object.fromEntries(Array.from({length: actionCount}, (_, index) => [`n${index}`, Array.from({length: edgesPerAction}, (__, edge) => index + edge + 1)
	.filter(target => target < actionCount).map(target => `n${target}`)]))));

t.test('303 actions and 900 edges take milliseconds', async t => {
	const {ms, parsed} = measure(buildLarge(303, 3), 15);
	t.equal(parsed.workflow!.actions.size, 303);
	t.ok(ms < 100, `${ms} ms`);
});

t.test('10,000 actions in one chain or with 30,000 edges take less than a second', async t => {
	for (const edgesPerAction of [1, 3]) {
		const {ms, parsed} = measure(buildLarge(10_000, edgesPerAction), 4);
		t.equal(parsed.workflow!.actions.size, 10_000);
		t.ok(ms < 1000, `${edgesPerAction} edges: ${ms} ms`);
	}
});

t.test('10,000 actions with a fault each, or in one loop, or behind 2,500 conditions take seconds at most', async t => {
	const names = Array.from({length: 10_000}, (_, index) => `n${index}`);
	const faulty = JSON.stringify(buildDocument({n0: []}, {ActionList: Object.fromEntries(names.map(name => [name, {...buildAction([`${name}x`]), FaaSServer: 'HG', Type: 'Perl'}]))}));
	const loop = JSON.stringify(buildDocument(Object.fromEntries(names.map((name, index) => [name, [names[(index + 1) % names.length]!]]))));
	const conditions = JSON.stringify(buildDocument(Object.fromEntries(names.map((name, index) => {
		const next = [1, 2, 3, 4].map(step => names[index + step]);
		return [name, index % 4 !== 0 || next[3] === undefined ? [...index % 4 === 1 ? [next[2]!].filter(Boolean) : []] : [{True: [next[0]!, next[1]!], False: [next[3]]}]];
	}))));
	for (const [name, text] of Object.entries({faulty, loop, conditions})) {
		const {ms, parsed} = measure(text, 1);
		t.ok(parsed.problems.length > 0, name);
		t.ok(ms < 4000, `${name}: ${ms} ms`);
	}
});
