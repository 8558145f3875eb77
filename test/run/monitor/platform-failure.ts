import t from 'tap';
import {describeWatchFailure} from '../../../source/core/run/describe-watch-failure.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {describePlatformFailure} from '../../../source/run/monitor/platform-failure.js';

const failing = (code: 'unreachable' | 'credentials', rateLimit?: {readonly waitMs?: number}) =>
	new FaasrTuiError('GitHub refused it.', {code, hint: 'Do this.', rateLimit});

const failures: ReadonlyArray<readonly [error: unknown, kind: string, message: string]> = [
	[failing('unreachable', {}), 'rate-limit', 'GitHub\'s rate limit is used up'],
	[failing('unreachable'), 'outage', 'GitHub refused it.'],
	[failing('credentials'), 'credentials', 'GitHub refused it. Do this.'],
	[new FaasrTuiError('No token.', {code: 'credentials'}), 'credentials', 'No token.'],
	[new Error('odd\n  at line'), 'outage', 'odd'],
];

for (const [error, kind, message] of failures) {
	t.test(`"${message}" is of the kind ${kind}`, async t => {
		t.same(describePlatformFailure(error), {kind, message});
	});
}

t.test('the user is told the time of the next try where there is one', async t => {
	const platformRetryAt = new Date(2026, 10, 23, 14, 32, 10).getTime();
	t.equal(describeWatchFailure({watchFailures: {platform: 'GitHub refused it.', bucket: 'S3 is away.'}, platformRetryAt}, 'platform'), 'GitHub refused it; next try at 14:32:10');
	t.equal(describeWatchFailure({watchFailures: {platform: 'GitHub refused it.', bucket: 'S3 is away.'}, platformRetryAt}, 'bucket'), 'S3 is away.');
	t.equal(describeWatchFailure({watchFailures: {platform: 'GitHub refused it. Do this.'}}, 'platform'), 'GitHub refused it. Do this.');
	t.equal(describeWatchFailure({watchFailures: {}}, 'platform'), undefined);
});
