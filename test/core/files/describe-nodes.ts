import t from 'tap';
import {describeNodes} from '../../../source/core/files/describe-nodes.js';

t.test('whose a file is, with a question mark where it is not sure', async t => {
	t.equal(describeNodes({nodes: ['a'], sureness: 'request'}), 'a');
	t.equal(describeNodes({nodes: ['a'], sureness: 'time'}), 'a?');
	t.equal(describeNodes({nodes: ['a', 'b'], sureness: 'time'}), 'a or b?');
	t.equal(describeNodes({nodes: ['a', 'b', 'c'], sureness: 'time'}), 'a or 2 more?');
	t.equal(describeNodes({nodes: [], sureness: 'id'}), '-');
});
