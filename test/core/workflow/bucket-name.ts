import t from 'tap';
import {isBucketName} from '../../../source/core/workflow/bucket-name.js';

t.test('a bucket has a name that some S3 service takes', async t => {
	for (const name of ['abc', 'my.bucket-1', 'Old_Style', 'a'.repeat(255)]) {
		t.ok(isBucketName(name), name);
	}

	for (const name of ['', 'b', 'ab', 'a..b', '-abc', 'abc.', 'a b', 'a/b', 'a'.repeat(256)]) {
		t.notOk(isBucketName(name), name);
	}
});
