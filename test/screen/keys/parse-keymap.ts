import t from 'tap';
import {parseKeymap} from '../../../source/screen/keys/parse-keymap.js';

const parse = (keys: unknown) => parseKeymap(JSON.stringify(keys), 'keymap.json');

t.test('what the file names is bound so, the rest stays', async t => {
	const keymap = parse({trigger: 'ctrl+t', 'toggle-noise': null, cancel: ['ctrl+x', 'backspace'], palette: [], 'page-down': ['pgdn'], help: ' '});
	const cases: ReadonlyArray<readonly [string, string | undefined]> = [
		['ctrl+t', 'trigger'], ['t', undefined], ['ctrl+x', 'cancel'], ['backspace', 'cancel'], ['x', undefined], [':', undefined], ['d', undefined],
		['space', 'help'], ['r', 'rerun'], ['ctrl+c', 'interrupt'],
	];
	for (const [key, command] of cases) {
		t.equal(keymap.findCommand(key), command, key);
	}

	t.equal(keymap.nameKey('cancel'), 'ctrl+x');
	t.equal(keymap.nameKey('palette'), '":palette"', 'without a key the palette\'s name for it');
});

t.test('what cannot be bound so is said in one sentence, with the closest name and exit code 4', async t => {
	const cases: ReadonlyArray<readonly [unknown, RegExp]> = [
		[{triger: 't'}, /^The keymap keymap\.json names an unknown command "triger"; did you mean "trigger"\?$/],
		[{constructor: 't'}, /names an unknown command "constructor"/],
		[{trigger: 'entr'}, /binds trigger to "entr", which is not a key; did you mean "enter"\?$/],
		[{trigger: 'f5'}, /binds trigger to "f5", which is not a key/],
		[{trigger: 5}, /binds trigger to 5, which is not a key\.$/],
		[{trigger: ''}, /binds trigger to "", which is not a key\.$/],
		[{trigger: {key: 't'}}, /which is not a key\.$/],
		[{trigger: 'ctrl+m'}, /binds trigger to "ctrl\+m", which terminals cannot tell from enter\.$/],
		[{trigger: 'x'}, /leaves x with two commands, trigger and cancel\.$/],
		[{trigger: 'ctrl+y', cancel: 'ctrl+y'}, /leaves ctrl\+y with two commands, trigger and cancel\.$/],
		[{trigger: 'ctrl+c'}, /leaves ctrl\+c with two commands, trigger and interrupt\.$/],
		[{interrupt: null}, /takes ctrl\+c from interrupt, which always has it\.$/],
		[{interrupt: 'Q'}, /takes ctrl\+c from interrupt/],
		[['t'], /is not a JSON object of commands and their keys\.$/],
		[null, /is not a JSON object/],
	];
	for (const [keys, message] of cases) {
		t.throws(() => parse(keys), {message, code: 'credentials', hint: /./}, JSON.stringify(keys));
	}

	t.throws(() => parseKeymap('{"trigger": t}', 'keymap.json'), {message: /keymap\.json is not JSON: /});
});

t.test('keys change places when both are named', async t => {
	const keymap = parse({trigger: 'x', cancel: 't', interrupt: ['ctrl+c', 'ctrl+q']});
	t.equal(keymap.findCommand('x'), 'trigger');
	t.equal(keymap.findCommand('t'), 'cancel');
	t.equal(keymap.findCommand('ctrl+q'), 'interrupt');
});

t.test('of two commands the hint frees the one that the file does not name', async t => {
	t.throws(() => parse({trigger: 'x'}), {message: /leaves x/, hint: /{"cancel": null}/});
	t.throws(() => parse({'toggle-noise': 't'}), {message: /leaves t/, hint: /{"trigger": null}/});
});
