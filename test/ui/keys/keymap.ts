import t from 'tap';
import {findCommand, keymap} from '../../../source/ui/keys/keymap.js';

t.test('no key does two things', async t => {
	const keys = Object.values(keymap).flatMap(({keys}) => keys as readonly string[]);
	t.same(keys.filter((key, index) => keys.indexOf(key) !== index), []);
	t.equal(findCommand('G'), 'bottom');
	t.equal(findCommand('c'), undefined, 'c copies in other programs: it never cancels');
});
