import t from 'tap';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {getRetryDelayMs} from '../../../source/run/monitor/get-retry-delay.js';

const failing = (code: 'unreachable' | 'credentials', rateLimit?: {readonly waitMs?: number}) =>
	new FaasrTuiError('GitHub refused it.', {code, hint: 'Do this.', rateLimit});

const delays: ReadonlyArray<readonly [title: string, error: unknown, failureCount: number, delayMs: number]> = [
	['a failure', failing('unreachable'), 1, 15_000],
	['the second failure', failing('unreachable'), 2, 30_000],
	['the tenth failure', failing('unreachable'), 10, 60_000],
	['a stranger\'s error', new Error('x'), 1, 15_000],
	['a limit with its end', failing('unreachable', {waitMs: 600_000}), 1, 601_000],
	['a limit with its end, again', failing('unreachable', {waitMs: 5000}), 4, 6000],
	['a secondary limit without an end', failing('unreachable', {}), 1, 60_000],
	['a secondary limit, again', failing('unreachable', {}), 3, 240_000],
	['a secondary limit for hours', failing('unreachable', {}), 30, 900_000],
];

for (const [title, error, failureCount, delayMs] of delays) {
	t.test(`${title} is tried again after ${delayMs} ms`, async t => {
		t.equal(getRetryDelayMs(error, failureCount, 15_000), delayMs);
	});
}
