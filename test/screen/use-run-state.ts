import t from 'tap';
import {createStableSelector} from '../../source/screen/use-run-state.js';

t.test('a selection that is equal to the one before is the one before', async t => {
	let state = {counts: [1, 2], name: 'a'};
	let selectCount = 0;
	const getSelection = createStableSelector(() => state, ({counts}) => {
		selectCount++;
		return [...counts];
	}, (a, b) => a.join(',') === b.join(','));
	const first = getSelection();
	t.equal(getSelection(), first);
	t.equal(selectCount, 1, 'the same state is not asked twice');
	state = {...state, name: 'b'};
	t.equal(getSelection(), first);
	state = {...state, counts: [1, 3]};
	t.same(getSelection(), [1, 3]);
});
