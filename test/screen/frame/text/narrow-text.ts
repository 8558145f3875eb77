import {createRequire} from 'node:module';
import t from 'tap';
import {isNarrowText} from '../../../../source/screen/frame/text/narrow-text.js';

// What Ink itself lays out with.
const {default: stringWidth} = await import(createRequire(import.meta.resolve('ink')).resolve('string-width')) as {readonly default: (text: string) => number};

t.test('takes for narrow only characters of one column that join with nothing', t => {
	const visible = /^[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Mark}\p{Surrogate}\p{Emoji_Modifier}]$/u;
	const narrow = Array.from({length: 0x1_00_00}, (_, code) => String.fromCodePoint(code)).filter(character => isNarrowText(character));
	t.same(narrow.filter(character => !visible.test(character) || stringWidth(character) !== 1), []);
	t.same([...new Intl.Segmenter().segment(narrow.join(''))].length, narrow.length, 'no two of them are one');
	for (const text of ['│ ⠙ running ✓ 12/16 ────', 'sync1 · ▶ − …']) {
		t.equal(isNarrowText(text), true, text);
	}

	for (const text of ['漢字', '🎉', 'e\u0301', '▶\uFE0F', '\u001B[1mbold', 'a\nb', '🇩🇪']) {
		t.equal(isNarrowText(text), false, JSON.stringify(text));
	}

	t.end();
});
