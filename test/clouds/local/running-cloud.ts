import {
	chmodSync, existsSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import t, {type Test} from 'tap';
import {announceCloud, findRunningCloud} from '../../../source/clouds/local/running-cloud.js';
import {startTestApi, token} from '../../support/actions-api/start-test-api.js';
import {makeFolder} from '../../support/make-folder.js';

const s3 = {endpoint: 'http://127.0.0.1:1', accessKeyId: 'key', secretAccessKey: 'secret'};

/** A folder in which a cloud with a real API has left its addresses. */
const announce = async (t: Test) => {
	const root = makeFolder(t);
	const {api} = await startTestApi(t);
	const remove = announceCloud(root, {workflow: 'flow', s3, github: {apiUrl: api.apiUrl, token}});
	const file = join(root, 'running.json');
	return {root, file, api, remove, find: async () => findRunningCloud(root, fetch)};
};

t.test('a cloud that runs is found by what it left, for the user alone, and gone with it', async t => {
	const {file, find, remove, api} = await announce(t);
	t.match(await find(), {workflow: 'flow', s3, github: {apiUrl: api.apiUrl}});
	t.equal(statSync(file).mode % 0o1000, 0o600);
	remove();
	t.notOk(existsSync(file));
	t.equal(await find(), undefined);
});

t.test('the file of a cloud that was killed does not count', async t => {
	const {find, api} = await announce(t);
	await api.close();
	t.equal(await find(), undefined);
});

t.test('nor one whose address another program has by now', async t => {
	const {find, file} = await announce(t);
	writeFileSync(file, readFileSync(file, 'utf8').replace(token, 'another-token'));
	t.equal(await find(), undefined);
});

t.test('a file that others can read did not come from a cloud of the user, but with the folder', async t => {
	const {find, file} = await announce(t);
	chmodSync(file, 0o644);
	t.equal(await find(), undefined);
	chmodSync(file, 0o600);
	t.ok(await find());
	renameSync(file, `${file}.real`);
	symlinkSync(`${file}.real`, file);
	t.equal(await find(), undefined, 'nor does a link');
});

t.test('nothing is sent to another machine', async t => {
	const {root, file} = await announce(t);
	const text = readFileSync(file, 'utf8');
	const sent: string[] = [];
	const send = async (url: unknown) => {
		sent.push(String(url));
		return new Response();
	};

	for (const url of ['http://example.com', 'https://127.0.0.1:1', 'http://127.0.0.1:80@example.com', 'http://127.0.0.1:1/path', 5]) {
		writeFileSync(file, JSON.stringify({...JSON.parse(text), github: {apiUrl: url, token: 'x'}}));
		t.equal(await findRunningCloud(root, send as typeof fetch), undefined);
	}

	for (const rubbish of ['', '{', 'null', '[]', '{"s3": {}}']) {
		writeFileSync(file, rubbish);
		t.equal(await findRunningCloud(root, send as typeof fetch), undefined);
	}

	t.same(sent, []);
});
