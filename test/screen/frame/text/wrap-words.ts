import fc from 'fast-check';
import t from 'tap';
import {cellWidth} from '../../../../source/screen/frame/text/cell-width.js';
import {wrapWords} from '../../../../source/screen/frame/text/wrap-words.js';

t.test('lines break at spaces, and within words that are wider than a line', async t => {
	const cases: ReadonlyArray<readonly [string, number, readonly string[]]> = [
		['', 10, ['']],
		['short', 10, ['short']],
		['one two three', 7, ['one two', 'three']],
		['a function_completions/x.done b', 10, ['a', 'function_c', 'ompletions', '/x.done b']],
		['日本語 テスト', 4, ['日本', '語', 'テス', 'ト']],
	];
	for (const [text, width, lines] of cases) {
		t.same(wrapWords(text, width), lines, text);
	}
});

t.test('no line is wider than asked for and nothing is lost', async t => {
	fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-zé日/_]{1,12}$/u), {minLength: 1, maxLength: 8}), fc.integer({min: 2, max: 30}), (words, width) => {
		const lines = wrapWords(words.join(' '), width);
		t.ok(lines.every(line => cellWidth(line) <= width));
		t.equal(lines.join('').replaceAll(' ', ''), words.join(''));
	}), {numRuns: 100});
});
