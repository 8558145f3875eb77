import t from 'tap';
import {sanitizeLine} from '../../../../source/core/text/sanitize.js';
import {createTextCleaner} from '../../../../source/screen/frame/text/create-text-cleaner.js';
import {toAscii} from '../../../../source/screen/frame/text/to-ascii.js';

t.test('texts lose their accents, keep their punctuation, and say ? for what ASCII has no counterpart of', async t => {
	const cases: ReadonlyArray<readonly [string, string]> = [
		['plain \u0000 text', 'plain \u0000 text'],
		['naïve Åse Dvořák', 'naive Ase Dvorak'],
		['“no such column” – it’s gone…', '"no such column" - it\'s gone...'],
		['a → b · ✓', 'a -> b . +'],
		['漢字 🎉', '?? ?'],
		['Straße', 'Strasse'],
	];
	for (const [text, expected] of cases) {
		t.equal(toAscii(text), expected, text);
	}
});

t.test('text from elsewhere is made safe first, and ASCII only where the terminal wants it', async t => {
	t.equal(createTextCleaner(undefined, {isUtf8: true})('é\u001B[2J'), sanitizeLine('é\u001B[2J'));
	t.equal(createTextCleaner(undefined, {isUtf8: false})('é\u001B[2J'), 'e');
	t.equal(createTextCleaner(text => text.replaceAll('pass', '***'), {isUtf8: false})('é pass'), 'e ***');
});
