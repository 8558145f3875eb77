import t from 'tap';
import {createPositionFinder} from '../../../../source/core/workflow/json/text-position.js';

t.test('lines end with a line feed, a carriage return or both', async t => {
	const text = 'a\nbc\r\nd\re';
	const find = createPositionFinder(text);
	t.same([...text].map((_, offset) => Object.values(find(offset)).join(':')), [
		'1:1', '1:2', '2:1', '2:2', '2:3', '2:4', '3:1', '3:2', '4:1',
	]);
	t.same(find(text.length), {line: 4, column: 2}, 'the end has a place too');
});
