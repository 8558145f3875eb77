import path from 'node:path';
import t from 'tap';
import {loadWorkflow} from '../../../source/run/runner/load-workflow.js';

t.test('what is no document is refused with what it is', async t => {
	t.throws(() => loadWorkflow(path.join(t.testdir({}), 'nowhere.json')), {code: 'usage', message: /nowhere\.json cannot be read \(ENOENT\)\.$/});
	t.throws(() => loadWorkflow('/dev/null'), {code: 'usage', message: 'Workflow document "/dev/null" is not a regular file but a pipe or a device.'});
});
