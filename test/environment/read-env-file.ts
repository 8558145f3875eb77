import t from 'tap';
import {readEnvFile} from '../../source/environment/read-env-file.js';

t.test('nothing in .env is executed', async t => {
	const folder = t.testdir({'.env': 'A=file\nB="two words"\nC=$(touch pwned)\n'});
	t.same(readEnvFile(folder), {A: 'file', B: 'two words', C: '$(touch pwned)'});
});

t.test('without .env it says nothing', async t => {
	t.same(readEnvFile(t.testdir({})), {});
});

t.test('a .env that cannot be read is said', async t => {
	t.throws(() => readEnvFile(t.testdir({'.env': {}})), {code: 'usage', message: /\.env cannot be read \(EISDIR\)/u});
});
