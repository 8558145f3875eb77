import t from 'tap';
import {isReservedSecret} from '../../../source/core/workflow/reserved-secret.js';

t.test('names that decide what runs are no secrets\' names', async t => {
	const reserved = ['OVERWRITTEN', 'PAYLOAD_URL', 'PATH', 'Path', 'HOME', 'LD_PRELOAD', 'LD_LIBRARY_PATH', 'DYLD_INSERT_LIBRARIES', 'GITHUB_ENV', 'GITHUB_TOKEN', 'RUNNER_TEMP', 'NODE_OPTIONS', 'PYTHONPATH', 'PYTHONSTARTUP', 'R_PROFILE_USER', 'R_LIBS', 'BASH_ENV', 'CI'];
	t.same(reserved.filter(name => !isReservedSecret(name)), []);
	t.same(['MY_KEY', 'PATH_TO_KEY', 'NPM_TOKEN', 'OVERWRITTEN_KEY', 'GH_PAT', 'MY_GITHUB_TOKEN', 'CI_KEY', 'HOMEKEY', 'LDAP_PASSWORD', 'My_S3_Bucket_SecretKey'].filter(name => isReservedSecret(name)), []);
});
