import fc from 'fast-check';
import t from 'tap';
import {isNarrowText, measurePlainText, wrapPlainText} from '../../source/build/plain-text.js';
import {cellWidth} from '../../source/ui/text/cell-width.js';

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

t.test('takes for narrow only characters of one column that join with nothing', t => {
	const visible = /^[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Mark}\p{Surrogate}\p{Emoji_Modifier}]$/u;
	const narrow = Array.from({length: 0x1_00_00}, (_, code) => String.fromCodePoint(code)).filter(character => isNarrowText(character));
	t.same(narrow.filter(character => !visible.test(character) || cellWidth(character) !== 1), []);
	t.same([...new Intl.Segmenter().segment(narrow.join(''))].length, narrow.length, 'no two of them are one');
	for (const text of ['│ ⠙ running ✓ 12/16 ────', 'sync1 ▶ − …']) {
		t.equal(isNarrowText(text), true, text);
	}

	for (const text of ['漢字', '🎉', 'e\u0301', '▶\uFE0F', '\u001B[1mbold', 'a\nb', '🇩🇪']) {
		t.equal(isNarrowText(text), false, JSON.stringify(text));
	}

	t.end();
});
