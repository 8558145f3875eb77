import t from 'tap';
import {quoteName, quoteNames} from '../../../source/core/workflow/quote-name.js';

t.test('a name in a sentence is quoted, safe and short', async t => {
	t.equal(quoteName('sum'), '"sum"');
	t.equal(quoteName('a"b\n\u001B[2J'), String.raw`"a\"b\n\u001b[2J"`);
	t.equal(quoteName('x'.repeat(10_000)).length, 63);
});

t.test('several names read as a list', async t => {
	t.equal(quoteNames([]), '');
	t.equal(quoteNames(['a']), '"a"');
	t.equal(quoteNames(['a', 'b', 'c']), '"a", "b" and "c"');
	t.equal(quoteNames(['a', 'b', 'c', 'd', 'e', 'f']), '"a", "b", "c", "d" and 2 more');
});
