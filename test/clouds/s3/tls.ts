import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {runBin} from '../../support/cli/run-bin.js';
import {startScriptedServer} from '../../support/github-actions/start-scripted-server.js';
import {accessKeyId, bucket, fillBucket, secretAccessKey, startTestStore} from '../../support/s3/start-test-server.js';
import {startProxy} from '../../support/start-proxy.js';
import {certificateFile, startTlsServer} from '../../support/tls/start-tls-server.js';

// Node.js reads certificates at its start, so these are processes, on a machine that may be busy.
t.setTimeout(120_000);

t.test('a data store with a certificate of its own is read through a proxy once its authority is named, and not before', async t => {
	const folder = t.testdir({data: {}});
	const workflow = JSON.parse(fs.readFileSync('workflows/tutorial.json', 'utf8')) as Record<string, unknown>;
	const file = path.join(folder, 'tutorial.json');
	fs.writeFileSync(file, JSON.stringify({...workflow, DataStores: {My_S3_Bucket: {Bucket: bucket, Endpoint: 'https://store.invalid', Region: 'us-east-1'}}}));
	await fillBucket(path.join(folder, 'data'), ['FaaSrLog/tutorial/2026-01-02T03-04-05/7046226e-609f-4d1c-adba-7732ebbf8c4a/start.txt']);
	const {endpoint} = await startTestStore(t, {dataDir: path.join(folder, 'data')});
	const {address, asked} = await startProxy(t, await startTlsServer(t, Number(new URL(endpoint).port)));
	const github = await startScriptedServer(t, () => ({status: 200, body: {total_count: 0, workflow_runs: []}}));
	const ls = async (env: NodeJS.ProcessEnv) => runBin(['ls', file], {env: {
		HTTPS_PROXY: `http://${address}`, GITHUB_API_URL: github.url, GITHUB_TOKEN: 'ghp_000000000000000000000000000000000001', GITHUB_REPOSITORY: 'me/repo', My_S3_Bucket_AccessKey: accessKeyId, My_S3_Bucket_SecretKey: secretAccessKey, ...env,
	}});

	const strange = await ls({});
	t.equal(strange.code, 5);
	t.match(strange.stderr, /store\.invalid shows a certificate that this machine does not trust/);
	t.match(strange.stderr, 'NODE_EXTRA_CA_CERTS');

	const known = await ls({NODE_EXTRA_CA_CERTS: certificateFile});
	t.equal(known.code, 0, known.stderr);
	t.match(known.stdout, '7046226e-609f-4d1c-adba-7732ebbf8c4a');
	t.ok(asked.length > 1 && asked.every(({target}) => target === 'store.invalid:443'));
});
