import t from 'tap';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {describeBucketFailure} from '../../../source/run/monitor/bucket-failure.js';

const create = (message: string, hint: string, code: 'unreachable' | 'credentials' = 'unreachable') => new FaasrTuiError(message, {code, hint});

t.test('what the user could do about it makes the kind, and stands in the sentence', async t => {
	const reset = describeBucketFailure(create('Cannot list (ECONNRESET).', 'Check the network.'));
	const slow = describeBucketFailure(create('Cannot read (HTTP 503).', 'Check the network.'));
	const refused = describeBucketFailure(create('Refused.', 'Check the keys.', 'credentials'));
	t.equal(reset.kind, slow.kind);
	t.not(reset.kind, refused.kind);
	t.equal(refused.message, 'Refused. Check the keys.');
	t.same(describeBucketFailure(new FaasrTuiError('Gone.', {code: 'unreachable'})), {kind: 'unreachable ', message: 'Gone.'}, 'where nothing can be done nothing is added');
});

t.test('a stranger\'s error keeps its first line', async t => {
	t.same(describeBucketFailure(new Error('first\nsecond\nthird')), {kind: 'unknown', message: 'first'});
	t.same(describeBucketFailure('a text\nthrown'), {kind: 'unknown', message: 'a text'});
});
