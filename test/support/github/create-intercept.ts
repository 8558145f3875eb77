import {type ArrivedRequest, type Intercept} from '../../../source/clouds/local/actions-api/intercept.js';
import {createRateLimit, getRateLimitHeaders, renderRateLimit} from '../../../source/clouds/local/actions-api/rate-limit.js';
import {type Reply} from '../../../source/clouds/local/actions-api/reply.js';
import {isNotModified} from '../../../source/clouds/local/actions-api/send-reply.js';
import {type Clock} from '../../../source/ports/clock.js';
import {type Faults} from './faults.js';

type Limiter = {
	/** Answers within the limit. Neither a signed address nor a wrong token nor an answer 304 counts. */
	readonly answer: (request: ArrivedRequest, next: () => Promise<Reply>) => Promise<Reply>;
	readonly getHeaders: () => Readonly<Record<string, string>>;
};

const createLimiter = (count: number, clock: Clock): Limiter => {
	const rateLimit = createRateLimit(count, clock);
	return {
		async answer(request, next) {
			if (request.path === '/rate_limit') {
				return renderRateLimit(rateLimit);
			}

			if (request.path.startsWith('/_signed/')) {
				return next();
			}

			rateLimit.spend();
			const reply = await next();
			if (reply.status === 401 || isNotModified(request, reply)) {
				rateLimit.refund();
			}

			return reply;
		},
		getHeaders: () => getRateLimitHeaders(rateLimit),
	};
};

/** Puts the faults that concern requests between them and their answers. */
export const createIntercept = ({clock, answer, rateLimitCount, canWriteWorkflows = true}: Faults & {readonly clock: Clock}): Intercept => {
	const limiter = rateLimitCount === undefined ? undefined : createLimiter(rateLimitCount, clock);
	return async (request, next) => {
		const reply = await answer?.(request) ?? await (limiter?.answer(request, next) ?? next());
		if (reply === 'reset') {
			return reply;
		}

		return {...reply, headers: {'x-oauth-scopes': canWriteWorkflows ? 'repo, workflow' : 'repo', ...limiter?.getHeaders(), ...reply.headers}};
	};
};
