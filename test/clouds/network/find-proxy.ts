import t from 'tap';
import {findProxy} from '../../../source/clouds/network/find-proxy.js';
import {findStoreProxy} from '../../../source/clouds/s3/proxy-handler.js';

const proxy = 'http://proxy.example:3128';

const rows: ReadonlyArray<readonly [address: string, env: Readonly<Record<string, string>>, found: string | undefined]> = [
	['https://api.github.com/user', {}, undefined],
	['https://api.github.com/user', {HTTPS_PROXY: proxy}, `HTTPS_PROXY ${proxy}`],
	['https://api.github.com/user', {https_proxy: proxy, HTTPS_PROXY: 'http://other:1'}, `https_proxy ${proxy}`],
	['https://api.github.com/user', {https_proxy: ' ', HTTPS_PROXY: proxy}, `HTTPS_PROXY ${proxy}`],
	['https://api.github.com/user', {HTTP_PROXY: proxy}, undefined],
	['http://store.example', {HTTP_PROXY: proxy, HTTPS_PROXY: 'http://other:1'}, `HTTP_PROXY ${proxy}`],
	['http://store.example', {http_proxy: 'proxy.example:3128'}, `http_proxy ${proxy}`],
	['https://store.example', {HTTPS_PROXY: 'https://name:word@proxy.example'}, 'HTTPS_PROXY https://name:word@proxy.example'],
	// Never this machine's own.
	['http://127.0.0.1:9000', {HTTP_PROXY: proxy}, undefined],
	['http://127.9.9.9', {HTTP_PROXY: proxy}, undefined],
	['https://localhost', {HTTPS_PROXY: proxy}, undefined],
	['https://LocalHost.:80', {HTTPS_PROXY: proxy}, undefined],
	['https://a.localhost', {HTTPS_PROXY: proxy}, undefined],
	['http://[::1]:9000', {HTTP_PROXY: proxy}, undefined],
	['https://127.example.org', {HTTPS_PROXY: proxy}, `HTTPS_PROXY ${proxy}`],
	// NO_PROXY
	['https://store.example', {HTTPS_PROXY: proxy, NO_PROXY: '*'}, undefined],
	['https://store.example', {HTTPS_PROXY: proxy, NO_PROXY: 'other, store.example'}, undefined],
	['https://store.example', {HTTPS_PROXY: proxy, no_proxy: 'STORE.example'}, undefined],
	['https://a.store.example', {HTTPS_PROXY: proxy, NO_PROXY: 'store.example'}, undefined],
	['https://a.store.example', {HTTPS_PROXY: proxy, NO_PROXY: '.store.example'}, undefined],
	['https://a.store.example', {HTTPS_PROXY: proxy, NO_PROXY: '*.store.example'}, undefined],
	['https://restore.example', {HTTPS_PROXY: proxy, NO_PROXY: 'store.example'}, `HTTPS_PROXY ${proxy}`],
	['https://store.example', {HTTPS_PROXY: proxy, NO_PROXY: 'store.example:443'}, undefined],
	['http://store.example', {HTTP_PROXY: proxy, NO_PROXY: 'store.example:80'}, undefined],
	['https://store.example:9000', {HTTPS_PROXY: proxy, NO_PROXY: 'store.example:443'}, `HTTPS_PROXY ${proxy}`],
	['https://10.1.2.3', {HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8'}, undefined],
	['https://11.1.2.3', {HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8'}, `HTTPS_PROXY ${proxy}`],
	['https://10.1.2.3', {HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/99 10.1.2.3/x'}, `HTTPS_PROXY ${proxy}`],
	['https://[fd00::1]', {HTTPS_PROXY: proxy, NO_PROXY: 'fd00::1'}, undefined],
	['https://[fd00::1]:8443', {HTTPS_PROXY: proxy, NO_PROXY: '[fd00::1]:8443'}, undefined],
	['https://[fd00::1]', {HTTPS_PROXY: proxy, NO_PROXY: 'fd00::2'}, `HTTPS_PROXY ${proxy}`],
	['https://store.example', {HTTPS_PROXY: proxy, NO_PROXY: ' , . *. '}, `HTTPS_PROXY ${proxy}`],
];

for (const [address, env, found] of rows) {
	t.test(`${address} with ${JSON.stringify(env)} goes ${found === undefined ? 'directly' : 'through the proxy'}`, async t => {
		const {url, variable} = findProxy(address, env) ?? {};
		t.equal(url && `${variable} ${url}`, found);
		t.same(findStoreProxy({Endpoint: address}, env), findProxy(address, env), 'a data store there is reached in the same way');
	});
}

for (const value of ['socks5://proxy.example', 'not an address', 'http://', 'ftp://proxy.example']) {
	t.test(`HTTPS_PROXY=${value} is refused by name, and its value is not repeated`, async t => {
		t.throws(() => findProxy('https://store.example', {HTTPS_PROXY: value}), {code: 'credentials', message: 'HTTPS_PROXY does not name an HTTP proxy.'});
	});
}

const awsRows: ReadonlyArray<readonly [store: Readonly<Record<string, string>>, exception: string, isDirect: boolean]> = [
	[{Region: 'us-west-2'}, '.amazonaws.com', true],
	[{Region: 'us-west-2'}, 's3.us-west-2.amazonaws.com', true],
	[{Region: 'us-west-2'}, 's3.us-east-1.amazonaws.com', false],
	[{}, 's3.us-east-1.amazonaws.com', true],
	[{Endpoint: '', Region: ''}, 's3.us-east-1.amazonaws.com', true],
	[{Region: 'no region'}, 'amazonaws.com', true],
	[{Endpoint: 'no address', Region: 'eu-central-1'}, 's3.eu-central-1.amazonaws.com', true],
];

for (const [store, exception, isDirect] of awsRows) {
	t.test(`a store at AWS, ${JSON.stringify(store)}, with NO_PROXY=${exception} is reached ${isDirect ? 'directly' : 'through the proxy'}`, async t => {
		t.equal(findStoreProxy(store, {HTTPS_PROXY: 'http://proxy.example', NO_PROXY: exception}) === undefined, isDirect);
	});
}
