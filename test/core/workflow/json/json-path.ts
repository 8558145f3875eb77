import t from 'tap';
import {formatJsonPath} from '../../../../source/core/workflow/json/json-path.js';

t.test('a path reads as people write it', async t => {
	t.equal(formatJsonPath([]), '$');
	t.equal(formatJsonPath(['ActionList', 'sum-2', 'InvokeNext', 0]), '$.ActionList.sum-2.InvokeNext[0]');
	t.equal(formatJsonPath(['ComputeServers', 'OW', 'API.key']), '$.ComputeServers.OW["API.key"]');
	t.equal(formatJsonPath(['ActionList', '']), '$.ActionList[""]');
	t.equal(formatJsonPath(['x'.repeat(10_000)]).length, 63, 'and does not fill the screen');
});

t.test('of a path as deep as no document is the ends are written', async t => {
	t.equal(formatJsonPath(Array.from({length: 21}, (_, index) => index)), '$[0][1][2][3][4][5][6][7][8][9][10][11][12][13][14][15]…[17][18][19][20]');
	t.equal(formatJsonPath(Array.from({length: 20}, () => 'a')), `$${'.a'.repeat(20)}`);
});
