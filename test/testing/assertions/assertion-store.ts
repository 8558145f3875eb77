import t from 'tap';
import {getTestsEnd} from '../../../source/testing/assertions/assertion-store.js';

t.test('a test file has no end before it has ended', async t => {
	const state = {file: 't.mjs', expectedCount: 0, assertions: []};
	t.equal(getTestsEnd(undefined), undefined);
	t.equal(getTestsEnd({...state, status: 'waiting', isOver: false}), undefined);
	t.equal(getTestsEnd({...state, status: 'running', isOver: false}), undefined);
	t.equal(getTestsEnd({...state, status: 'passed', isOver: true}), 'passed');
	t.equal(getTestsEnd({...state, status: 'failed', isOver: true}), 'failed');
});
