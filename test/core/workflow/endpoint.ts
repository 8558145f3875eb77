import t from 'tap';
import {findEndpointFault, isReadableOnTheWay} from '../../../source/core/workflow/endpoint.js';

t.test('an endpoint is an http or https address, or nothing', async t => {
	for (const endpoint of [undefined, '', 'https://s3.example.org', 'HTTP://127.0.0.1:9000', 'https://s3.example.org/path']) {
		t.equal(findEndpointFault(endpoint), undefined, endpoint ?? 'none');
	}

	for (const [endpoint, reason, right] of [
		['play.min.io', 'is not an http or https address', 'https://play.min.io'],
		['play.min.io:9000', 'is not an http or https address', 'https://play.min.io:9000'],
		['s3://bucket', 'is not an http or https address', 'https://bucket'],
		['min.io:9000/path', 'is not an http or https address', 'https://min.io:9000/path'],
		['s3://me:word@s3.example.org', 'is not an http or https address', 'https://host'],
		['two words', 'is not an http or https address', 'https://host'],
		['h'.repeat(101), 'is not an http or https address', 'https://host'],
		['ftp://', 'is not an http or https address', 'https://host'],
		['https://', 'is not an address', 'https://host:port'],
		['https://me@s3.example.org', 'has a name or a password in it', 'https://host:port'],
		['https://:word@s3.example.org', 'has a name or a password in it', 'https://host:port'],
	] as const) {
		t.same(findEndpointFault(endpoint), {reason, right}, endpoint);
	}
});

t.test('http can be read on the way, but not on this machine', async t => {
	for (const [endpoint, isReadable] of [
		['http://s3.example.org', true], ['http://127.evil.example', true], ['http://10.0.0.1:9000', true], ['https://s3.example.org', false], ['http://127.0.0.1:9000', false], ['http://localhost', false], ['http://[::1]:9000', false], ['nonsense', false],
	] as const) {
		t.equal(isReadableOnTheWay(endpoint), isReadable, endpoint);
	}

	t.equal(isReadableOnTheWay(undefined), false);
});
