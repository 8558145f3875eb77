import t from 'tap';
import {splitClusters} from '../../../../source/screen/frame/text/clusters.js';

t.test('what people take for one character stays one', async t => {
	t.same(splitClusters('ae\u0301漢👩‍🚀'), ['a', 'e\u0301', '漢', '👩‍🚀']);
	t.same(splitClusters(''), []);
});
