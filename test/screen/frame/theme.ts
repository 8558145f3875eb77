import t from 'tap';
import {statuses} from '../../../source/core/run/status.js';
import {type ThemeName} from '../../../source/screen/frame/palettes.js';
import {createTheme, detectTerminal} from '../../../source/screen/frame/theme.js';
import {asciiTheme, colorTheme, plainTheme} from '../themes.js';

t.test('every status can be told from every other without colours, by symbol and by word', async t => {
	for (const theme of [plainTheme, asciiTheme]) {
		t.equal(new Set(statuses.map(status => theme.statuses[status].symbol)).size, statuses.length);
		t.equal(new Set(statuses.map(status => theme.statuses[status].word)).size, statuses.length);
	}
});

t.test('without UTF-8 all symbols are ASCII', async t => {
	const {glyphs, outcomes, spinnerFrames, statuses} = asciiTheme;
	const symbols = [...Object.values(glyphs), ...spinnerFrames, ...[...Object.values(statuses), ...Object.values(outcomes)].map(({symbol}) => symbol)];
	t.match(symbols.join(''), /^[ -~]*$/);
});

t.test('paint opens and closes what a style asks for, and does nothing without colours', async t => {
	t.equal(colorTheme.paint({color: 'red', isBold: true, isInverse: true}, 'x'), '\u001B[31;1;7mx\u001B[39;22;27m');
	t.equal(colorTheme.paint({isDim: true}, 'x'), '\u001B[2mx\u001B[22m');
	t.equal(colorTheme.paint({}, 'x'), 'x');
	t.equal(colorTheme.paint({color: 'red'}, ''), '');
	t.equal(createTheme({hasColor: false, isUtf8: true}).paint({color: 'red', isInverse: true}, 'x'), 'x');
});

t.test('what the terminal can show is read from the environment', async t => {
	const cases: ReadonlyArray<readonly [Record<string, string>, boolean, boolean]> = [
		[{}, true, false],
		[{LANG: 'en_US.UTF-8'}, true, true],
		[{LANG: 'C.utf8'}, true, true],
		[{LANG: 'en_US.UTF-8', LC_ALL: 'C'}, true, false],
		[{LANG: 'C', LC_CTYPE: 'en_US.UTF-8'}, true, true],
		[{LANG: 'en_US.UTF-8', LC_ALL: ''}, true, true],
		[{LANG: 'en_US.UTF-8', TERM: 'linux'}, true, false],
		[{WT_SESSION: '1'}, true, true],
		[{LANG: 'C.UTF-8', NO_COLOR: '1'}, true, true],
		[{LANG: 'C.UTF-8', NO_COLOR: ''}, true, true],
		[{LANG: 'C.UTF-8', TERM: 'dumb'}, false, true],
		[{LANG: 'C.UTF-8', TERM: 'dumb', FORCE_COLOR: '1'}, true, true],
		[{LANG: 'C.UTF-8', NO_COLOR: '1', FORCE_COLOR: ''}, true, true],
		[{LANG: 'C.UTF-8', FORCE_COLOR: '0'}, true, true],
		[{LANG: 'C.UTF-8', TERM: 'dumb', NO_COLOR: '1'}, false, true],
	];
	for (const [env, hasColor, isUtf8] of cases) {
		t.match(detectTerminal(env), {hasColor, isUtf8}, JSON.stringify(env));
	}
});

t.test('a theme changes colours only, and uses 256 of them where the terminal has them', async t => {
	const paint = (name: ThemeName, hasManyColors: boolean) => createTheme({hasColor: true, isUtf8: true, hasManyColors, name}).paint({color: 'red', isBold: true}, 'x');
	t.equal(paint('default', true), '\u001B[31;1mx\u001B[39;22m');
	t.equal(paint('colorblind', true), '\u001B[38;5;208;1mx\u001B[39;22m');
	t.equal(paint('colorblind', false), '\u001B[33;1mx\u001B[39;22m');
	t.equal(paint('light', true), '\u001B[38;5;160;1mx\u001B[39;22m');
	t.equal(paint('mono', true), '\u001B[1mx\u001B[22m');
	const cases: ReadonlyArray<readonly [Record<string, string>, boolean]> = [
		[{TERM: 'xterm-256color'}, true], [{TERM: 'xterm'}, false], [{TERM: 'xterm', COLORTERM: 'truecolor'}, true], [{TERM: 'linux'}, false], [{WT_SESSION: '1'}, true],
	];
	for (const [env, hasManyColors] of cases) {
		t.match(detectTerminal(env), {hasManyColors}, JSON.stringify(env));
	}
});

t.test('without colours what is selected and what failed stay bold and inverse', async t => {
	for (const env of [{NO_COLOR: '1'}, {FORCE_COLOR: '0'}]) {
		const {paint} = createTheme(detectTerminal(env));
		t.equal(paint({color: 'red', isBold: true, isInverse: true}, 'x'), '\u001B[1;7mx\u001B[22;27m');
		t.equal(createTheme({...detectTerminal(env), name: 'light'}).paint({color: 'red'}, 'x'), '\u001B[31mx\u001B[39m', 'a theme that the user names has its colours');
	}

	t.equal(createTheme(detectTerminal({TERM: 'dumb', NO_COLOR: '1'})).paint({isBold: true}, 'x'), 'x');
});

t.test('for people who do not see red or green well, what is good and what is bad are not told by these two', async t => {
	const {statuses: looks, paint} = createTheme({hasColor: true, isUtf8: true, hasManyColors: true, name: 'colorblind'});
	const codes = ['COMPLETED', 'FAILED', 'RUNNING', 'SKIPPED', 'CANCELLED'].map(status => paint(looks[status as 'FAILED'].style, 'x'));
	t.equal(new Set(codes).size, codes.length);
	t.notMatch(codes.join(''), /\[3[12](?:;1)?m/u);
});
