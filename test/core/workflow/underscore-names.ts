import t from 'tap';
import {isLatestFaasr} from '../../../source/core/workflow/underscore-names.js';

t.test('only an image of FaaSr without a tag of a version is the newest FaaSr', async t => {
	for (const image of ['ghcr.io/faasr/github-actions-python:latest', 'ghcr.io/faasr/github-actions-r', 'faasr/openwhisk-python:latest']) {
		t.ok(isLatestFaasr(image), image);
	}

	for (const image of ['ghcr.io/faasr/github-actions-python:1.4.0', 'ghcr.io/faasr/x@sha256:' + 'a'.repeat(64), 'ghcr.io/me/github-actions-python:latest', 'python:latest', '']) {
		t.notOk(isLatestFaasr(image), image);
	}
});
