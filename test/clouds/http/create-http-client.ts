import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import t from 'tap';
import {readCertificates} from '../../../source/clouds/http/certificate.js';
import {createHttpClient, type HttpClientOptions} from '../../../source/clouds/http/create-http-client.js';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {startScriptedServer} from '../../support/github-actions/start-scripted-server.js';
import {startProxy} from '../../support/start-proxy.js';
import {certificateFile, startTlsServer} from '../../support/tls/start-tls-server.js';

const secret = 'eyJhbGciOiJIUzI1NiJ9.secret';
const headers = {'x-slurm-user-token': secret};
const setting = 'ComputeServers.Cluster.Endpoint';

const open = (origin: string, options: Partial<HttpClientOptions> = {}) => createHttpClient({origin, setting, clock: systemClock, env: {}, ...options});

t.test('a request goes out with method, headers and JSON, and its answer comes back as text', async t => {
	const server = await startScriptedServer(t, () => ({status: 500, headers: {'x-answer': 'yes'}, body: 'not JSON'}));
	const answer = await open(server.url)({method: 'POST', path: '/a?b=1', purpose: 'submit', headers, body: {c: 2}});
	t.match(answer, {status: 500, headers: {'x-answer': 'yes'}, text: 'not JSON'});
	t.match(server.requests, [{line: 'POST /a?b=1', headers: {...headers, 'content-type': 'application/json', connection: 'close'}, body: {c: 2}}]);
});

t.test('a redirect is an answer and leads nowhere', async t => {
	const other = await startScriptedServer(t, () => ({status: 200}));
	const server = await startScriptedServer(t, () => ({status: 307, headers: {location: other.url}}));
	t.equal((await open(server.url)({method: 'POST', path: '/', purpose: 'submit', headers, body: {}})).status, 307);
	t.equal(other.requests.length, 0);
});

t.test('a connection that is refused has sent nothing', async t => {
	const server = await startScriptedServer(t, () => 'hang');
	const {port} = new URL(server.url);
	const proxy = await startProxy(t, Number(port), 502);
	const request = {method: 'POST', path: '/', purpose: 'submit a job', headers, body: {}} as const;
	await t.rejects(open('http://127.0.0.1:1')(request), {isSent: false, code: 'unreachable', message: 'Cannot reach 127.0.0.1:1 to submit a job (ECONNREFUSED).'});
	await t.rejects(open('http://cluster.invalid', {env: {HTTP_PROXY: `http://${proxy.address}`}})(request), {isSent: false, message: /the proxy refused to connect: 502/});
	const tls = await startTlsServer(t, Number(port));
	await t.rejects(open(`https://localhost:${tls}`)(request), {isSent: false, message: /shows a certificate that this machine does not trust: DEPTH_ZERO_SELF_SIGNED_CERT/});
	await t.rejects(open(`https://127.0.0.1:${port}`)(request), {isSent: false, message: /does not speak TLS/, hint: /ComputeServers\.Cluster\.Endpoint with http:/});
	t.equal(server.requests.length, 0);
});

t.test('an answer that does not come was asked for once, and says so without what was sent', async t => {
	const answers = ['reset', 'hang'] as const;
	for (const answer of answers) {
		const server = await startScriptedServer(t, () => answer);
		const sent = open(server.url, {timeoutMs: 300})({method: 'POST', path: '/', purpose: 'submit a job', headers, body: {token: secret}});
		const error = await t.rejects(sent, {isSent: true, message: /gave no answer to the request to submit a job \((ECONNRESET|UND_ERR_SOCKET|no answer within 0\.3 s)\)/});
		t.equal(server.requests.length, 1, answer);
		t.notMatch(JSON.stringify(error), secret);
	}
});

t.test('a body that is too large or breaks off is no answer', async t => {
	const server = await startScriptedServer(t, ({line}) => ({status: 200, ...(line.includes('short') && {headers: {'content-length': '9000'}}), body: 'x'.repeat(2000)}));
	const send = open(server.url, {timeoutMs: 500});
	await t.rejects(send({method: 'GET', path: '/', purpose: 'list', mostBytes: 1000}), {isSent: true, message: /the answer is larger than 0\.001 MB/});
	await t.rejects(send({method: 'GET', path: '/short', purpose: 'list'}), {isSent: true, message: /gave no answer/});
});

t.test('the caller\'s abort ends the request with its reason', async t => {
	const server = await startScriptedServer(t, () => 'hang');
	const stop = new AbortController();
	const sent = open(server.url)({method: 'GET', path: '/', purpose: 'list'}, stop.signal);
	await server.waitUntilAsked();
	stop.abort(new Error('enough'));
	await t.rejects(sent, {message: 'enough'});
	await t.rejects(open(server.url)({method: 'GET', path: '/', purpose: 'list'}, stop.signal), {message: 'enough'});
	t.equal(server.requests.length, 1);
});

t.test('a certificate of the document is trusted, in PEM and in base64, also behind a proxy; any, where the document says so', async t => {
	const server = await startScriptedServer(t, () => ({status: 200, body: {}}));
	const port = await startTlsServer(t, Number(new URL(server.url).port));
	const {address, asked} = await startProxy(t, port);
	const pem = readFileSync(certificateFile, 'utf8');
	const env = {HTTPS_PROXY: `http://${address}`};
	const request = {method: 'GET', path: '/', purpose: 'ping'} as const;
	for (const text of [pem, Buffer.from(pem).toString('base64'), pem.replaceAll('\n', String.raw`\n`)]) {
		const send = open('https://store.invalid', {env, certificates: readCertificates(text, 'SSLCertificate')});
		t.equal((await send(request)).status, 200);
	}

	t.equal(asked.length, 3);
	const certificates = readCertificates(pem, 'SSLCertificate');
	await t.rejects(open(`https://localhost:${port}`, {certificates})(request), {isSent: false, message: /shows a certificate for another host/});
	t.equal((await open(`https://localhost:${port}`, {isUnverified: true})(request)).status, 200);
});

t.test('what is no certificate is refused where it stands', t => {
	for (const text of ['', 'x', Buffer.from('x').toString('base64'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----']) {
		t.throws(() => readCertificates(text, 'ComputeServers.Cluster.SSLCertificate'), {code: 'document-invalid', message: 'ComputeServers.Cluster.SSLCertificate holds no certificate.'});
	}

	t.end();
});
