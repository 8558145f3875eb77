import t from 'tap';
import {createMessageReader} from '../../../source/screen/log/create-message-reader.js';
import {findRanges, matchesText, parseLogPattern} from '../../../source/screen/log/log-pattern.js';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {sanitizeLine} from '../../../source/core/text/sanitize.js';
import {createEntry} from './create-log.js';

t.test('a typed text is an expression when it is one, and capitals count when there are any', async t => {
	const cases: ReadonlyArray<readonly [string, string, boolean]> = [
		['error', 'An ERROR', true],
		['Error', 'An ERROR', false],
		['Error', 'ValueError', true],
		[String.raw`\Sx`, 'AX', true],
		['^a.c$', 'abc', true],
		['^a.c$', 'abcd', false],
		['table[', 'no column in table["x"]', true],
		['(', 'f(x)', true],
		['*.csv', 'wrote *.csv', true],
		['*.csv', 'wrote a.csv', false],
		['日本', 'in 日本', true],
	];
	for (const [typed, text, expected] of cases) {
		t.equal(matchesText(parseLogPattern(typed)!, text), expected, `${typed} in ${text}`);
	}
});

t.test('nothing typed is no pattern, and only filters can be inverted', async t => {
	t.equal(parseLogPattern(''), undefined);
	t.equal(parseLogPattern('!', {mayInvert: true}), undefined);
	t.match(parseLogPattern('!x', {mayInvert: true}), {isInverse: true, text: '!x'});
	t.ok(matchesText(parseLogPattern('!x')!, 'see !x'));
});

t.test('matches without a width are none to show', async t => {
	t.same(findRanges(parseLogPattern('x*')!, 'axxbx'), [[1, 3], [4, 5]]);
	t.same(findRanges(parseLogPattern('a')!, 'banana'), [[1, 2], [3, 4], [5, 6]]);
	const pattern = parseLogPattern('a')!;
	t.same([matchesText(pattern, 'xa'), matchesText(pattern, 'xa')], [true, true], 'one test does not begin where the last ended');
});

t.test('what is shown is searched: without escape sequences, with secrets masked, with the level\'s word', async t => {
	const mask = createMasker(['hunter2hunter2']);
	const reader = createMessageReader(text => mask(sanitizeLine(text)));
	const matches = (message: string, typed: string, level?: 'ERROR' | 'INFO') =>
		reader.matches(createEntry(message, level === undefined ? {} : {level}), parseLogPattern(typed)!, {hasNode: false, hasOrigin: false});
	t.ok(matches('er\u001B[31mror', 'error'));
	t.notOk(matches('the password is hunter2hunter2', 'hunter2'));
	t.ok(matches('the password is hunter2hunter2', String.raw`\*\*\*`));
	t.ok(matches('died', 'error', 'ERROR'));
	t.notOk(matches('lived', 'info', 'INFO'), 'INFO is not shown');
});

t.test('the columns before the message are searched where they are shown, cleaned as they are shown', async t => {
	const mask = createMasker(['hunter2hunter2']);
	const reader = createMessageReader(text => mask(sanitizeLine(text)));
	const entry = createEntry('reading', {node: 'train(13)', level: 'DEBUG', source: 'executor.py'});
	const matches = (typed: string, hasNode: boolean, hasOrigin: boolean, line = entry) =>
		reader.matches(line, parseLogPattern(typed, {mayInvert: true})!, {hasNode, hasOrigin});
	t.same([matches(String.raw`train\(13`, true, false), matches(String.raw`train\(13`, false, true)], [true, false]);
	t.same([matches('DEBUG', true, true), matches('DEBUG', true, false)], [true, false]);
	t.same([matches('executor', true, true), matches('executor', true, false)], [true, false]);
	t.notOk(matches(String.raw`executor\.py`, true, true), 'the ending is not shown');
	t.notOk(reader.passes(entry, parseLogPattern('!DEBUG', {mayInvert: true})!, {hasNode: false, hasOrigin: true}));
	const secret = createEntry('x', {node: 'hunter2hunter2', source: 'hunter2hunter2.py'});
	t.notOk(matches('hunter', true, true, secret));
});

t.test('a huge line is cut before it is cleaned, and no half of a secret is left at the cut', async t => {
	const secret = 's3cr3t'.repeat(20);
	const mask = createMasker([secret]);
	let longest = 0;
	const reader = createMessageReader(text => {
		longest = Math.max(longest, text.length);
		return mask(text);
	});
	const huge = createEntry('x'.repeat(16_384 - 60) + secret + 'y'.repeat(1_000_000));
	t.equal(reader.read(huge), 'x'.repeat(16_384 - secret.length + '***'.length), 'what is masked before the cut moves it forward');
	t.ok(longest <= 20_480);
	t.notMatch(reader.read(createEntry('x'.repeat(20_480 - 60) + secret + 'y')), 's3cr3t');
});
