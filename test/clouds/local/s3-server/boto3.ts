import {execFile, spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import t from 'tap';
import {
	accessKeyId, bucket, secretAccessKey, startTestServer,
} from '../../../support/s3/start-test-server.js';

const python = ['python3', '/usr/bin/python3'].find(command => spawnSync(command, ['-c', 'import boto3']).status === 0);
const script = fileURLToPath(new URL('../../../support/s3/boto3_round_trip.py', import.meta.url));

t.test('FaaSr\'s own S3 client, boto3, finds every operation it needs', {skip: python === undefined && 'no python3 here can import boto3 (Debian: python3-boto3)'}, async t => {
	const {endpoint} = await startTestServer(t);
	const {stdout, stderr} = await promisify(execFile)(python!, [script, endpoint, accessKeyId, secretAccessKey, bucket]);
	t.equal(stdout, 'ok\n', stderr);
});
