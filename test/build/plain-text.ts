import fc from 'fast-check';
import t from 'tap';
import {measurePlainText, wrapPlainText} from '../../source/build/plain-text.js';

const word = fc.string({minLength: 1, maxLength: 12, unit: fc.constantFrom(...'abcXYZ019-[]<>.,:;/')});
const words = fc.array(word, {minLength: 1, maxLength: 30});

t.test('wraps every word, as late as it can', t => {
	fc.assert(fc.property(words, fc.integer({min: 12, max: 90}), (all, columns) => {
		const rows = wrapPlainText(all.join(' '), columns).split('\n');
		return rows.join(' ') === all.join(' ')
			&& rows.every(row => measurePlainText(row) <= columns)
			&& rows.slice(1).every((row, index) => measurePlainText(`${rows[index]!} ${row.split(' ')[0]!}`) > columns);
	}));
	t.end();
});

t.test('keeps lines apart and cuts words that are wider than the column', t => {
	t.equal(wrapPlainText('Usage: x\n\n  Run it. ', 8), 'Usage: x\n\nRun it.', 'blanks around a line are the layout\'s');
	t.equal(wrapPlainText('see abcdefghij k', 4), 'see\nabcd\nefgh\nij k');
	t.equal(wrapPlainText('abc', 0), 'a\nb\nc', 'a column of nothing is one of one character');
	t.end();
});
