import {spawnSync} from 'node:child_process';
import fc from 'fast-check';
import t from 'tap';
import {getLocalPath, getRemoteKey} from '../../../../source/clouds/local/executor/rpc-file-paths.js';
import {findPython} from '../../../../source/clouds/local/runtimes/find-python.js';

for (const [folder, file, expected] of [
	['.', 'a.txt', 'a.txt'],
	['data/', '/a.txt', '/a.txt'],
	['data//in/', 'sub//a.txt/', 'data/in/sub/a.txt'],
	['/data', 'a.txt', '/data/a.txt'],
	['', './a.txt', 'a.txt'],
	['..', 'a', '../a'],
] as const) {
	t.test(`${JSON.stringify(folder)} and ${JSON.stringify(file)} make the key ${expected}`, async t => {
		t.equal(getRemoteKey(folder, file), expected);
	});
}

t.test('a path in local_file counts when local_folder is not given', async t => {
	t.equal(getLocalPath('.', 'sub/a.txt'), 'sub/a.txt');
	t.equal(getLocalPath('.', '/tmp/a.txt'), '/tmp/a.txt');
	t.equal(getLocalPath('in', 'a.txt'), 'in/a.txt');
	t.equal(getLocalPath('/tmp', 'a.txt'), '/tmp/a.txt');
});

t.test('keys are what pathlib makes of the two for any pieces', async t => {
	const piece = fc.stringMatching(/^[a./]{0,6}$/u);
	const pairs = fc.sample(fc.tuple(piece, piece), {numRuns: 300, seed: 1});
	const program = 'import json, re, sys\nfrom pathlib import PurePosixPath as P\nclean = lambda s: re.sub("/+", "/", s.rstrip("/"))\nprint(json.dumps([str(P(clean(a)) / clean(b)) for a, b in json.load(sys.stdin)]))';
	const {executable} = await findPython();
	const {stdout} = spawnSync(executable, ['-c', program], {input: JSON.stringify(pairs), encoding: 'utf8'});
	t.same(pairs.map(([folder, file]) => getRemoteKey(folder, file)), JSON.parse(stdout));
});
