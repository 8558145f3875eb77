import t from 'tap';
import {findCommand, keymap, type KeyPress, nameKeys} from '../../source/ui/keymap.js';

const noKey: KeyPress = {
	upArrow: false, downArrow: false, pageUp: false, pageDown: false, home: false, end: false,
	return: false, escape: false, tab: false, shift: false, ctrl: false, meta: false,
};

t.test('no key does two things', async t => {
	const keys = Object.values(keymap).flatMap(({keys}) => keys as readonly string[]);
	t.same(keys.filter((key, index) => keys.indexOf(key) !== index), []);
	t.equal(findCommand('G'), 'bottom');
	t.equal(findCommand('c'), undefined, 'c copies in other programs: it never cancels');
});

t.test('keys are named, also when several come together, and pastes are not keys', async t => {
	const cases: ReadonlyArray<readonly [string, Partial<KeyPress>, readonly string[]]> = [
		['j', {}, ['j']],
		['G', {shift: true}, ['G']],
		['xy', {}, ['x', 'y']],
		['\tkk', {}, ['tab', 'k', 'k']],
		['x\u0003', {}, ['x', 'ctrl+c']],
		['jjjjjjjj', {}, ['j', 'j', 'j', 'j', 'j', 'j', 'j', 'j']],
		['exit', {}, []],
		['\n', {}, ['enter']],
		[' ', {}, ['space']],
		['', {return: true}, ['enter']],
		['', {escape: true, meta: true}, ['esc']],
		['', {upArrow: true}, ['up']],
		['', {pageDown: true}, ['pgdn']],
		['', {tab: true}, ['tab']],
		['', {tab: true, shift: true}, ['shift+tab']],
		['c', {ctrl: true}, ['ctrl+c']],
		['x', {meta: true}, []],
	];
	for (const [input, key, names] of cases) {
		t.same(nameKeys(input, {...noKey, ...key}), names, JSON.stringify([input, key]));
	}
});
