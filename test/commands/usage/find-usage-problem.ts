import t from 'tap';
import {findDocumentProblem, findUsageProblem} from '../../../source/commands/usage/find-usage-problem.js';
import {type KnownOptions} from '../../../source/commands/usage/read-options.js';

const known: KnownOptions = {
	key: Object.fromEntries(['version', 'help', 'yes', 'workflow-file', 'local', 'ci', 'reporter', 'timeout', 'limit', 'theme', 'data-dir', 'functions-dir', 'keep'].map(name => [name, true])),
	alias: {h: ['help'], yes: ['y']},
	boolean: ['help', 'version', 'yes', 'local', 'ci', 'keep'],
	number: ['timeout', 'limit'],
	choices: {theme: ['default', 'light', 'mono']},
};

const find = (line: string): string | undefined => findUsageProblem(line.split(' ').map(word => word === '""' ? '' : word), known)?.message;

t.test('what may be given several times is no repetition', async t => {
	const some = {...known, key: {...known.key, prefix: true}};
	t.equal(findUsageProblem(['--prefix', 'a', '--prefix', 'b'], some), undefined);
});

t.test('what is typed wrong is said as it was typed, the first mistake first', async t => {
	const cases: ReadonlyArray<readonly [line: string, message: string]> = [
		['w.json --locla', 'Unknown option --locla: did you mean --local?'],
		['w.json --nonsense', 'Unknown option --nonsense.'],
		['w.json -x', 'Unknown option -x.'],
		['w.json -yx', 'Unknown option -x.'],
		['w.json --no-nonsense', 'Unknown option --no-nonsense.'],
		['w.json --no-timeout', 'Unknown option --no-timeout: did you mean --timeout?'],
		['w.json --nonsense --timeout abc', 'Unknown option --nonsense.'],
		['w.json --timeout', '--timeout has no value.'],
		['w.json --reporter --ci', '--reporter has no value.'],
		['w.json --local --data-dir ""', 'The value of --data-dir is empty.'],
		['w.json --local --data-dir=', 'The value of --data-dir is empty.'],
		['w.json --workflow-file ""', 'The value of --workflow-file is empty.'],
		['w.json --timeout abc', '--timeout abc: the value must be a number above 0.'],
		['w.json --timeout=0', '--timeout 0: the value must be a number above 0.'],
		['w.json --timeout -5', '--timeout -5: the value must be a number above 0.'],
		['w.json --timeout Infinity', '--timeout Infinity: the value must be a number above 0.'],
		['ls w.json --limit 0', '--limit 0: the value must be a whole number above 0.'],
		['ls w.json --limit 2.5', '--limit 2.5: the value must be a whole number above 0.'],
		['w.json --theme lihgt', '--theme lihgt: unknown value: did you mean light?'],
		['w.json --theme neon', '--theme neon: unknown value.'],
		['w.json --ci=maybe', '--ci=maybe: the value must be true or false.'],
		['w.json --timeout 5 --timeout 6', '--timeout is given twice: 5 and 6.'],
		['w.json --data-dir d', '--data-dir belongs to --local.'],
		['w.json --dataDir d', '--dataDir belongs to --local.'],
		['w.json --keep', '--keep belongs to --local.'],
		['w.json --no-local --functions-dir f', '--functions-dir belongs to --local.'],
		['w.json --local false --functions-dir f', '--functions-dir belongs to --local.'],
	];
	for (const [line, message] of cases) {
		t.equal(find(line), message, line);
	}
});

t.test('what is right is left alone', async t => {
	for (const line of [
		'w.json', 'w.json --local --ci', 'w.json --local --data-dir d --keep', 'w.json --ci false --no-local', 'w.json --timeout .5', 'w.json --timeout=1e3', '-h', '-yh',
		'w.json --reporter lines --reporter junit=x.xml', 'w.json --reporter json=', 'register --yes -y', 'w.json -- --nonsense', 'w.json --local --dataDir=d', '-5', 'w.json --theme light',
	]) {
		t.equal(find(line), undefined, line);
	}
});

t.test('a command mistyped, and one document too many', async t => {
	const find = (document: string | undefined, workflowFile: string | undefined, rest: readonly string[] = []) => findDocumentProblem({document, workflowFile, rest})?.message;
	t.equal(find('valdate', undefined, ['w.json']), 'Unknown command valdate: did you mean validate?');
	t.equal(find('a.json', undefined, ['b.json']), 'Two documents are named: a.json and b.json.');
	t.equal(find('a.json', 'b.json'), 'Two documents are named: a.json and --workflow-file b.json.');
	t.equal(find(undefined, 'b.json', ['c.json']), 'Two documents are named: --workflow-file b.json and c.json.');
	t.equal(find('watch', 'b.json'), 'Two documents are named: watch and --workflow-file b.json.');
	t.equal(find('a.json', undefined), undefined);
	t.equal(find(undefined, undefined), undefined);
});
