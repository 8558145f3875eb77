/* eslint-disable no-control-regex -- control characters are what is tested */
import fc from 'fast-check';
import t from 'tap';
import {sanitizeLine, sanitizeText} from '../../../source/core/text/sanitize.js';

const esc = '\u001B';
const pieces = [
	esc, '\u009B', '\u009D', '\u0090', '\u009C', '\u0007', '\u0018', '\b', '\u007F', '\u0000', '\u0085', '\r', '\n', '\t',
	'[', ']', 'P', '_', '^', 'X', '\\', '2J', '31m', ';', '?', ' ', '(B', '52;c;', 'a', 'é', '漢', '😀', '\uD83D', '\uDE00',
	'\u202E', '\u2066', '\u200F', '\u061C', '\u200B', '\u2028', '\u2029', '\uFEFF', '\u{E0041}', '\u{E0101}', '\uFE0F',
];
const hostileText = () => fc.array(fc.oneof({weight: 5, arbitrary: fc.constantFrom(...pieces)}, fc.string({unit: 'binary', maxLength: 4})), {maxLength: 60})
	.map(parts => parts.join(''));

const variants: ReadonlyArray<readonly [title: string, input: string, expected: string]> = [
	['plain text stays as it is', 'Finished execution of sum with result True', 'Finished execution of sum with result True'],
	['newlines, tabs, accents, CJK and emoji stay', 'é\t漢\n😀 ❤\uFE0F', 'é\t漢\n😀 ❤\uFE0F'],
	['colours are dropped', `${esc}[1;31mred${esc}[0m`, 'red'],
	['a clear-screen is dropped', `a${esc}[2Jb`, 'ab'],
	['nested introducers do not form a new sequence', `${esc}[${esc}[2J2J`, '2J'],
	['a control inside an introducer does not form a new sequence', `${esc}\u0000[2J`, '[2J'],
	['a C1 control sequence is dropped', 'a\u009B2Jb', 'ab'],
	['a window title is dropped', `a${esc}]0;owned\u0007b`, 'ab'],
	['a clipboard write is dropped', `a${esc}]52;c;ZWNobw==${esc}\\b`, 'ab'],
	['a C1 operating system command is dropped with its payload', 'a\u009D0;owned\u009Cb', 'ab'],
	['of a link the text stays', `${esc}]8;;http://evil.example${esc}\\text${esc}]8;;${esc}\\`, 'text'],
	['device control, start of string, privacy and program strings are dropped', `a${esc}Px${esc}\\b${esc}Xx${esc}\\c${esc}^x${esc}\\d${esc}_x\u0007e`, 'abcde'],
	['an unterminated string ends with its line', `a${esc}]0;owned\nb`, 'a\nb'],
	['another sequence ends a string', `a${esc}]0;owned${esc}[31mb`, 'ab'],
	['a cancelled string ends', `a${esc}]0;owned\u0018b`, 'ab'],
	['character sets and single escapes are dropped', `${esc}(B${esc}#8${esc}7${esc}ca`, 'a'],
	['a sequence cut off by the end is dropped', `a${esc}[31`, 'a'],
	['a sequence cut off by a letter outside ASCII keeps the letter', `${esc}[3é`, 'é'],
	['bell, backspace, form feed, DEL and NUL are dropped', 'a\u0007\b\f\u007F\u0000b', 'ab'],
	['right-to-left overrides show as replacement characters', 'a\u202Eb\u2066c\u200Fd\u061Ce', 'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe'],
	['characters without width are dropped', 'to\u200Bk\u2060e\uFEFFn\u00AD', 'token'],
	['tag characters and variation selectors of the supplement are dropped', 'a\u{E0068}\u{E0069}\u{E01EF}b', 'ab'],
	['Unicode line separators become spaces', 'a\u2028b\u2029c', 'a b c'],
	['halves of a surrogate pair show as replacement characters', 'a\uD83Db\uDE00', 'a\uFFFDb\uFFFD'],
	['a progress bar keeps its last drawing', '10%\r50%\r100%\ndone', '100%\ndone'],
	['a carriage return before a newline is part of the newline', 'one\r\ntwo\r\n', 'one\ntwo\n'],
	['a carriage return with nothing visible after it keeps the text', `50%\r${esc}[K`, '50%'],
];

for (const [title, input, expected] of variants) {
	t.test(title, async t => {
		t.equal(sanitizeText(input), expected);
	});
}

t.test('no control but newline and tab is left in any text', async () => {
	fc.assert(fc.property(hostileText(), text => !/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\p{Cs}\u202A-\u202E\u2066-\u2069]/u.test(sanitizeText(text))), {numRuns: 2000});
});

t.test('one line stays one line without controls', async () => {
	fc.assert(fc.property(hostileText(), text => !/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u{E0000}-\u{E007F}]/u.test(sanitizeLine(text))), {numRuns: 2000});
});

t.test('sanitising twice changes nothing more', async () => {
	fc.assert(fc.property(hostileText(), text => sanitizeText(sanitizeText(text)) === sanitizeText(text)), {numRuns: 2000});
	fc.assert(fc.property(hostileText(), text => sanitizeLine(sanitizeLine(text)) === sanitizeLine(text)), {numRuns: 2000});
});

t.test('a text may be cut at any newline and sanitised in parts', async () => {
	fc.assert(fc.property(hostileText(), hostileText(), (first, second) =>
		sanitizeText(`${first}\n${second}`) === `${sanitizeText(first)}\n${sanitizeText(second)}`), {numRuns: 2000});
});

t.test('printable ASCII is never changed', async () => {
	fc.assert(fc.property(fc.string({unit: 'grapheme-ascii'}), text => sanitizeText(text) === text));
});

t.test('one line', async t => {
	t.equal(sanitizeLine('one\r\ntwo\nthree\n'), 'one two three', 'has spaces for newlines and no end of line');
	t.equal(sanitizeLine('a\tbcd\te'), 'a       bcd     e', 'has its tabs expanded to stops of eight');
	t.equal(sanitizeLine('12345678\t|'), '12345678        |', 'moves on from a stop that is reached');
	t.equal(sanitizeLine('  indented'), '  indented', 'keeps its indentation');
});

t.test('a long hostile text is made printable in one pass: with the square of its length this would take minutes', async t => {
	const seeds = [`${esc}]`, `${esc}[;?`, `${esc};?;`, `${esc}]0;`, `${esc}(`, '\r', '\u009D', '\t', '\u202E', '\uD83D', '?;', `${esc}P${esc}`];
	for (const seed of seeds) {
		const text = sanitizeText(`${seed.repeat(1_000_000 / seed.length)}\nend`);
		t.ok(text.endsWith('\nend'), JSON.stringify(seed));
	}
});
