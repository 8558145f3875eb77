import t from 'tap';
import {describeBudget} from '../../../source/core/run/describe-budget.js';
import {describeWatchFailure} from '../../../source/core/run/describe-watch-failure.js';

const away = {watchFailures: {bucket: 'The bucket is away.', platform: 'Too many requests.'}};
const platformRetryAt = new Date(2026, 0, 1, 9, 5, 7).getTime();

t.test('a source that cannot be read says why, and the platform when it is tried again, by the wall clock', async t => {
	t.equal(describeWatchFailure({...away, platformRetryAt}, 'platform'), 'Too many requests; next try at 09:05:07');
	t.equal(describeWatchFailure({...away, platformRetryAt}, 'bucket'), 'The bucket is away.');
	t.equal(describeWatchFailure(away, 'platform'), 'Too many requests.');
	t.equal(describeWatchFailure({watchFailures: {}, platformRetryAt}, 'platform'), undefined);
});

t.test('what is left of a limit is low below a tenth', async t => {
	const describe = (remaining: number) => describeBudget({platformBudget: {remaining, limit: 5000, resetAt: Date.UTC(2026, 0, 1, 12, 40)}});
	t.same(describe(499), {isLow: true, text: '499 of 5000 requests left until 12:40 UTC'});
	t.equal(describe(500)?.isLow, false);
	t.equal(describeBudget({}), undefined);
});
