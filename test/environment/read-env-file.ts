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

t.test('a .env that is no regular file, or far too large, is refused in a sentence', async t => {
	t.throws(() => readEnvFile(t.testdir({'.env': t.fixture('symlink', '/dev/zero')})), {code: 'usage', message: 'The file .env is not a regular file but a pipe or a device.'});
	t.throws(() => readEnvFile(t.testdir({'.env': `A=${'a'.repeat(70_000)}`})), {code: 'usage', message: /^The file \.env has 70\.002 kB; it may have 64 kB/});
});

t.test('blank lines cost next to nothing: with the square of their number this would take seconds', async t => {
	t.same(readEnvFile(t.testdir({'.env': `A=1${'\n'.repeat(60_000)}B=2\n`})), {A: '1', B: '2'});
});
