import t from 'tap';
import {createRequestError} from '../../../../source/clouds/github/request-error.js';
import {isForbidden} from '../../../../source/clouds/github/register/is-forbidden.js';

const refuse = (status: number, message: string) => createRequestError(undefined, {status, headers: {}, data: {message}}, {route: 'PUT /x', parameters: {}, purpose: 'write'});

t.test('only a refusal that is about the token\'s rights counts as one', async t => {
	t.ok(isForbidden(refuse(403, 'Resource not accessible by personal access token')));
	t.notOk(isForbidden(refuse(403, 'Resource protected by organization SAML enforcement.')), 'its own sentence says what to do');
	t.notOk(isForbidden(refuse(403, 'You have exceeded a secondary rate limit')));
	t.notOk(isForbidden(refuse(401, 'Bad credentials')));
	t.notOk(isForbidden(new Error('(403)')));
});
