import t from 'tap';
import {trimEndSlashes} from '../../../source/core/text/trim-slashes.js';

t.test('slashes at the end go, all of them and no others, however many there are', async t => {
	for (const [path, trimmed] of [['a/b//', 'a/b'], ['/a//b', '/a//b'], ['///', ''], ['', ''], ['a', 'a']] as const) {
		t.equal(trimEndSlashes(path), trimmed);
	}

	// With the square of its length this would take hours.
	t.equal(trimEndSlashes(`a${'/'.repeat(5_000_000)}b`).length, 5_000_002);
});
