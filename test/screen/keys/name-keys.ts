import t from 'tap';
import {type KeyPress, nameKeys} from '../../../source/screen/keys/name-keys.js';

const noKey: KeyPress = {
	upArrow: false, downArrow: false, leftArrow: false, rightArrow: false, pageUp: false, pageDown: false, home: false, end: false,
	return: false, escape: false, backspace: false, delete: false, tab: false, shift: false, ctrl: false, meta: false,
};

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
		['', {leftArrow: true}, ['left']],
		['', {backspace: true}, ['backspace']],
		['', {delete: true}, ['backspace']],
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

t.test('where text is wanted a paste is text', async t => {
	t.same(nameKeys('sync 1', noKey, {isTextWanted: true}), ['s', 'y', 'n', 'c', 'space', '1']);
});
