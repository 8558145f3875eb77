import t from 'tap';
import {parseGitPath} from '../../../../../source/clouds/local/executor/function-files/git-path.js';

const base = {owner: 'o', repo: 'r'};
for (const [text, expected] of [
	['o/r', {...base, isFile: false, paths: ['']}],
	['o/r/folder', {...base, isFile: false, paths: ['folder']}],
	['o/r/folder/sub/', {...base, isFile: false, paths: ['folder/sub', 'sub']}],
	['o/r/main/path/f.py', {...base, isFile: true, ref: 'main', paths: ['path/f.py', 'main/path/f.py']}],
	['o/r/f.R', {...base, isFile: true, paths: ['f.R']}],
	['https://github.com/o/r', {...base, isFile: false, paths: ['']}],
	['https://github.com/o/r.git', {...base, isFile: false, paths: ['']}],
	['https://github.com/o/r/blob/main/a/f.py', {...base, isFile: true, ref: 'main', paths: ['a/f.py', 'main/a/f.py']}],
	['https://github.com/o/r/tree/main/a', {...base, isFile: false, paths: ['a']}],
	['o/r/../secret', undefined],
	['o/r/a//b', undefined],
	['../r/a', undefined],
	['o', undefined],
	['', undefined],
	[String.raw`o/r/..\x`, undefined],
] as const) {
	t.test(`${text} ${expected === undefined ? 'is refused' : 'is understood'}`, async t => {
		t.same(parseGitPath(text), expected);
	});
}
