import t from 'tap';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {cleanValues} from '../../../source/report/json/clean-values.js';

t.test('words of our own stay whatever the secrets are; everything else is masked, names of fields of the document too', async t => {
	const mask = createMasker(['function-error', 'timed-out', 'sesame-open-1', 'node.changed']);
	t.same(cleanValues({
		type: 'node.changed', node: {status: 'FAILED', reason: 'function-error', sentence: 'it said function-error and sesame-open-1'}, code: 'timed-out', list: ['sesame-open-1', 3], 'sesame-open-1': true, nothing: null,
	}, mask), {
		type: 'node.changed', node: {status: 'FAILED', reason: 'function-error', sentence: 'it said *** and ***'}, code: 'timed-out', list: ['***', 3], '***': true, nothing: null,
	});
});
