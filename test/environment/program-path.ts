import t from 'tap';
import {getProgramPath} from '../../source/environment/program-path.js';

t.test('programs are not looked for in the current folder', async t => {
	t.equal(getProgramPath({PATH: '.:/usr/bin::./bin:node_modules/.bin:/bin:'}), '/usr/bin:/bin');
	t.equal(getProgramPath({PATH: '/opt/x:/bin'}), '/opt/x:/bin');
});

t.test('without any folder the system\'s are taken', async t => {
	for (const env of [{}, {PATH: ''}, {PATH: '.'}]) {
		t.equal(getProgramPath(env), '/usr/local/bin:/usr/bin:/bin');
	}
});
