import t from 'tap';
import {createMasker} from '../../source/core/secrets/mask-secrets.js';
import {createLineCleaner} from '../../source/report/clean-line.js';

const clean = createLineCleaner(createMasker(['sesame-open-the-door']));

t.test('a line is made printable, masked, and cut where nobody reads on', async t => {
	t.equal(clean('\u001B[31ma\tb\u001B[0m sesame-open-the-door\n'), 'a       b ***');
	t.equal(clean('x'.repeat(2000)), 'x'.repeat(2000));
	t.equal(clean('x'.repeat(2001)), `${'x'.repeat(2000)} … 1 more characters`);
	t.equal(clean(`${'x'.repeat(1999)}😀y`), `${'x'.repeat(1999)} … 3 more characters`, 'no half of a character');
});

t.test('of a line of megabytes only the beginning is read, of a progress bar the last drawing', async t => {
	let maskedLength = 0;
	const line = createLineCleaner(text => {
		maskedLength = text.length;
		return text;
	})('x'.repeat(10_000_000));
	t.equal(line, `${'x'.repeat(2000)} … 9998000 more characters`);
	t.equal(maskedLength, 65_536);
	t.equal(clean(`${'10 %\r'.repeat(20_000)}100 %\r`), '100 %');
	t.equal(clean(`${'10 %\r'.repeat(20_000)}${'y'.repeat(70_000)}`), `${'y'.repeat(2000)} … 68000 more characters`);
});

t.test('no half of a secret is shown where reading ends, whatever stands before it', async t => {
	for (const before of [65_530, 65_536 - 20, 65_536 - 5]) {
		const hidden = `\u001B]0;${'z'.repeat(before - 5)}\u0007sesame-open-the-door${'z'.repeat(10_000)}`;
		t.notMatch(clean(hidden), /ses/u, `after ${before} characters that are not shown`);
	}
});
