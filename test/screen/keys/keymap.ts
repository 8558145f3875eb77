import t from 'tap';
import {defaultBindings, defaultKeymap} from '../../../source/screen/keys/keymap.js';

t.test('no key does two things', async t => {
	const keys = Object.values(defaultBindings).flatMap(({keys}) => keys as readonly string[]);
	t.same(keys.filter((key, index) => keys.indexOf(key) !== index), []);
	t.equal(defaultKeymap.findCommand('G'), 'bottom');
	t.equal(defaultKeymap.findCommand('c'), 'copy-lines', 'as in other programs: it never cancels');
});
