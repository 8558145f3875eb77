import t from 'tap';
import {getJobEnvironment} from '../../../source/clouds/local/job-environment.js';

await t.test('a job gets the credentials of every server and store, and only the secrets that its action names', async t => {
	const document = {
		WorkflowName: 'flow',
		FunctionInvoke: 'start',
		ActionList: {
			start: {FunctionName: 'f', FaaSServer: 'GH', Secrets: ['API_KEY', 'MISSING', 7]},
			end: {FunctionName: 'f', FaaSServer: 'GH'},
		},
		ComputeServers: {GH: {FaaSType: 'GitHubActions'}, AWS: {FaaSType: 'Lambda'}},
		DataStores: {S3: {Bucket: 'bucket'}},
		DefaultDataStore: 'S3',
		Secrets: ['SHARED'],
	};
	const credentials = {
		token: 'token', accessKeyId: 'id', secretAccessKey: 'key', secrets: {API_KEY: 'api', SHARED: 'shared', PATH: '/bin', S3_SecretKey: 'real'},
	};
	const common = {
		SHARED: 'shared', GH_PAT: 'token', AWS_PAT: 'token', S3_AccessKey: 'id', S3_SecretKey: 'key',
	};
	t.same(getJobEnvironment(document, 'start', credentials), {...common, API_KEY: 'api'});
	t.same(getJobEnvironment(document, 'end', credentials), common);
});
