import t from 'tap';
import {formatJsonPath} from '../../../../source/core/workflow/json/json-path.js';

t.test('a path reads as people write it', async t => {
	t.equal(formatJsonPath([]), '$');
	t.equal(formatJsonPath(['ActionList', 'sum-2', 'InvokeNext', 0]), '$.ActionList.sum-2.InvokeNext[0]');
	t.equal(formatJsonPath(['ComputeServers', 'OW', 'API.key']), '$.ComputeServers.OW["API.key"]');
	t.equal(formatJsonPath(['ActionList', '']), '$.ActionList[""]');
	t.equal(formatJsonPath(['x'.repeat(10_000)]).length, 63, 'and does not fill the screen');
});
