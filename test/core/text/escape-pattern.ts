import fc from 'fast-check';
import t from 'tap';
import {escapePattern} from '../../../source/core/text/escape-pattern.js';

t.test('a pattern of an escaped text finds that text and nothing else', async t => {
	fc.assert(fc.property(fc.string({unit: 'grapheme'}), fc.constantFrom('', 'u'), (text, flags) => {
		t.match(new RegExp(`^${escapePattern(text)}$`, flags).exec(text), {0: text});
	}));
	t.notMatch('abc', new RegExp(escapePattern('a.c'), 'u'));
});
