import t from 'tap';
import {loadEnvironment} from '../../source/environment/load-environment.js';

t.test('.env stands behind the environment, and nothing in it is executed', async t => {
	const folder = t.testdir({'.env': 'A=file\nB="two words"\nC=$(touch pwned)\n'});
	const env = loadEnvironment(folder, {A: 'process'});
	t.same(env, {A: 'process', B: 'two words', C: '$(touch pwned)'});
});

t.test('without .env the environment is as it is', async t => {
	t.same(loadEnvironment(t.testdir({}), {A: '1'}), {A: '1'});
});

t.test('a .env that cannot be read is said', async t => {
	t.throws(() => loadEnvironment(t.testdir({'.env': {}}), {}), {code: 'usage', message: /\.env cannot be read \(EISDIR\)/u});
});
