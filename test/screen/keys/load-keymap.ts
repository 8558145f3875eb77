import fs from 'node:fs/promises';
import path from 'node:path';
import t from 'tap';
import {getKeymapFile, loadKeymap} from '../../../source/screen/keys/load-keymap.js';
import {defaultKeymap} from '../../../source/screen/keys/keymap.js';

t.test('the keymap is in the user\'s configuration folder', async t => {
	t.equal(getKeymapFile({HOME: '/home/ada'}), '/home/ada/.config/faasr-tui/keymap.json');
	t.equal(getKeymapFile({HOME: '/home/ada', XDG_CONFIG_HOME: '/etc/ada'}), '/etc/ada/faasr-tui/keymap.json');
	t.equal(getKeymapFile({HOME: '/home/ada', XDG_CONFIG_HOME: 'relative'}), '/home/ada/.config/faasr-tui/keymap.json');
});

t.test('without one the keys are the usual ones; one that is named must be there, and readable', async t => {
	const folder = t.testdir({});
	t.equal(await loadKeymap(undefined, {XDG_CONFIG_HOME: folder}), defaultKeymap);
	await t.rejects(loadKeymap(path.join(folder, 'none.json'), {}), {message: /none\.json does not exist/, code: 'credentials'});
	await t.rejects(loadKeymap(folder, {}), {message: /cannot be read \(EISDIR\)/, code: 'credentials'});
});

t.test('the file of the configuration folder counts, another one that is named instead of it', async t => {
	const folder = t.testdir({'faasr-tui': {'keymap.json': '{"trigger": "ctrl+t"}'}, 'other.json': '{"trigger": "x"}'});
	const keymap = await loadKeymap(undefined, {XDG_CONFIG_HOME: folder});
	t.equal(keymap.nameKey('trigger'), 'ctrl+t');
	await t.rejects(loadKeymap(path.join(folder, 'other.json'), {XDG_CONFIG_HOME: folder}), {message: /leaves x with two commands, trigger and cancel/});
	await fs.writeFile(path.join(folder, 'other.json'), '{"trigger": "ctrl+t", "rerun": null}');
	const named = await loadKeymap(path.join(folder, 'other.json'), {});
	t.equal(named.nameKey('rerun'), '":rerun"');
});
