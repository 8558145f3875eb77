import t from 'tap';
import {toUserPath} from '../../../source/core/cause/user-path.js';

t.test('a file has its path within the repository, where the document names one', async t => {
	for (const [source, path] of [
		['me/repo/main/functions/train.py', 'functions/train.py'],
		['me/repo/functions', 'functions/train.py'],
		['functions/train.py', 'train.py'],
		['train.py', 'train.py'],
		['me/repo', 'train.py'],
	] as const) {
		t.equal(toUserPath('train.py', [source]), path, source);
	}
});
