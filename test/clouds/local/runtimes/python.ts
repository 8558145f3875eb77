import {spawnSync} from 'node:child_process';
import process from 'node:process';
import t from 'tap';
import {findPython} from '../../../../source/clouds/local/runtimes/find-python.js';
import {createDocument, invocation, startBench} from '../../../support/functions/executor-bench.js';

// Dozens of real processes, on a machine that may be busy with other tests.
t.setTimeout(180_000);

t.test('a function reaches every file API, binary safe, under FaaSr\'s rules for paths', async t => {
	const bench = await startBench(t, {
		files: {
			'f.py': `
import os

def f(folder):
    data = bytes(range(256)) * 4096
    os.makedirs("sub")
    with open("sub/a.bin", "wb") as file:
        file.write(data)
    assert faasr_put_file("sub/a.bin", "a.bin", remote_folder=folder + "//deep/") is True
    assert faasr_put_file(local_file="a.bin", local_folder="sub", remote_file="/b.bin") is True
    assert faasr_get_folder_list(prefix=folder) == [folder + "/deep/a.bin"], faasr_get_folder_list(prefix=folder)
    assert faasr_get_file("back.bin", "a.bin", remote_folder=folder + "/deep", local_folder="sub") is True
    with open("sub/back.bin", "rb") as file:
        assert file.read() == data
    assert faasr_delete_file("a.bin", remote_folder=folder + "/deep") is True
    assert faasr_delete_file("a.bin", remote_folder=folder + "/deep") is True
    assert faasr_get_folder_list(server_name="S3", prefix=folder) == []
    assert faasr_log("fünf ✓") is True
    assert faasr_rank() == {"max_rank": 1, "rank": 1}
    assert faasr_secret("MY_SECRET") == "s3cr3t"
    creds = faasr_get_s3_creds()
    assert creds["bucket"] == "bucket" and creds["access_key"] == "bench-access" and creds["anonymous"] is False, creds
    try:
        faasr_get_file("no/such/folder/x", "/b.bin")
    except SystemExit:
        return None
`,
		},
		document: createDocument({Arguments: {folder: 'données/x'}, InvokeNext: []}),
	});
	const {exitCode, runLog} = await bench.run(undefined, {env: {MY_SECRET: 's3cr3t'}});
	t.equal(exitCode, 1, runLog);
	const log = await bench.readLog() ?? '';
	t.match(log, /^fünf ✓$/mu);
	t.match(log, /ERROR - failed to invoke faasr_get_file - .*ENOENT/u, 'a missing local folder is not created');
	t.match(log, /Unkown error while getting user function return/u, 'nothing before it failed');
	t.same((await bench.bucket.list('')).filter(key => !key.startsWith('FaaSrLog')), ['/b.bin']);
});

t.test('what upstream does not inject can be imported, and sibling modules see neither', async t => {
	const bench = await startBench(t, {
		files: {
			'f.py': `
import sys
from FaaSr_py.client.py_client_stubs import faasr_exit, faasr_invocation_id, faasr_log, faasr_return, faasr_secret
import a_helper

def f():
    faasr_log("id " + faasr_invocation_id())
    faasr_log(str(a_helper.sees_stubs()))
    faasr_log(repr(sys.argv[1:]))
    faasr_return(False)
`,
			'a_helper.py': 'def sees_stubs():\n    return "faasr_log" in globals()\n',
		},
		document: createDocument({InvokeNext: []}),
	});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 0);
	t.match(await bench.readLog(), /id run-1\n[\s\S]*\nFalse\n[\s\S]*\n\[\]\n[\s\S]*result False\n/u);
});

t.test('faasr_exit from a function ends it with its message', async t => {
	const bench = await startBench(t, {files: {'f.py': 'from FaaSr_py.client.py_client_stubs import faasr_exit\n\ndef f():\n    faasr_exit("enough")\n'}});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 1);
	t.equal(await bench.hasDone(), true);
	t.match(await bench.readLog(), /\[ERROR\] \[executor\.py\] enough\n/u);
});

t.test('sources are imported until one has the function; tests are skipped, folders are packages', async t => {
	const bench = await startBench(t, {
		files: {
			'test.py': 'raise RuntimeError("never imported")\n',
			'package/inner.py': 'from .words import word\n\ndef f():\n    faasr_log(word)\n',
			'package/words.py': 'word = "relative"\n',
		},
		document: createDocument({InvokeNext: []}),
	});
	const {exitCode, runLog} = await bench.run();
	t.equal(exitCode, 0, runLog);
	t.match(await bench.readLog(), /^relative$/mu);
});

t.test('a function runs in a folder of its own with a clean environment', async t => {
	process.env['AWS_SECRET_ACCESS_KEY'] = 'of the user';
	process.env['GITHUB_TOKEN'] = 'of the user';
	t.teardown(() => {
		delete process.env['AWS_SECRET_ACCESS_KEY'];
		delete process.env['GITHUB_TOKEN'];
	});
	const bench = await startBench(t, {
		files: {'f.py': 'import os, json, tempfile\n\ndef f():\n    print("ENV " + json.dumps(dict(os.environ)))\n    print("CWD " + os.getcwd() + " " + json.dumps(os.listdir(".")) + " " + tempfile.gettempdir())\n'},
		document: createDocument({InvokeNext: []}),
	});
	const {runLog} = await bench.run(undefined, {env: {MY_SECRET: 'x'}});
	const env = JSON.parse(/^ENV (?<json>.*)$/mu.exec(runLog)!.groups!['json']!) as Record<string, string>;
	t.same(Object.keys(env).filter(name => !/^(?:LC_|NODE_OPTIONS|_TAPJS)/u.test(name)).sort(), [
		'FAASR_RPC_PORT', 'FAASR_RPC_TOKEN', 'GH_PAT', 'HOME', 'LANG', 'MY_SECRET', 'OVERWRITTEN', 'PATH', 'PAYLOAD_URL', 'PYTHONUSERBASE', 'S3_AccessKey', 'S3_SecretKey', 'TMPDIR',
	]);
	t.equal(env['HOME'], `${bench.folder}/run-1`);
	t.same(JSON.parse(env['OVERWRITTEN']!), {FunctionInvoke: 'work', ...invocation});
	t.equal(env['PAYLOAD_URL'], 'me/flows/main/wf.json');
	t.ok(runLog.includes(`CWD ${bench.folder}/run-1/action [] ${bench.folder}/run-1/tmp\n`));
});

t.test('a very long line without an end goes to the run log as it comes', async t => {
	const bench = await startBench(t, {files: {'f.py': 'import sys\n\ndef f():\n    sys.stdout.write("x" * 10_000_000)\n'}, document: createDocument({InvokeNext: []})});
	const chunks: number[] = [];
	const {exitCode, runLog} = await bench.run(undefined, {onLog(text) {
		chunks.push(text.length);
	}});
	t.equal(exitCode, 0);
	t.ok(runLog.includes('x'.repeat(10_000_000)));
	t.ok(Math.max(...chunks) < 1_000_000);
});

t.test('a large message is logged whole', async t => {
	const bench = await startBench(t, {files: {'f.py': 'def f():\n    faasr_log("y" * 5_000_000)\n'}, document: createDocument({InvokeNext: []})});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 0);
	t.ok((await bench.readLog())?.includes(`\n${'y'.repeat(5_000_000)}\n`));
});

t.test('calls from many threads lose no line', async t => {
	const bench = await startBench(t, {
		files: {'f.py': 'from concurrent.futures import ThreadPoolExecutor\n\ndef f():\n    with ThreadPoolExecutor(8) as pool:\n        list(pool.map(lambda i: faasr_log("line %d." % i), range(40)))\n'},
		document: createDocument({InvokeNext: []}),
	});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 0);
	const log = await bench.readLog() ?? '';
	t.same([...log.matchAll(/^line (?<number>\d+)\.$/gmu)].map(match => Number(match.groups!['number'])).sort((a, b) => a - b), Array.from({length: 40}, (_, i) => i));
});

t.test('findPython gives the interpreter behind a wrapper, once, and says what to do without one', async t => {
	const python = await findPython();
	t.match(python.version, /^3\.\d+\.\d+$/u);
	t.equal(spawnSync(python.executable, ['-c', 'print(6*7)'], {encoding: 'utf8'}).stdout.trim(), '42');
	t.equal(await findPython(), python);
	await t.rejects(findPython('/no/python'), {code: 'usage', message: /No Python 3\.8 or later was found as \/no\/python/u, hint: /Install Python/u});
	await t.rejects(findPython('true'), {code: 'usage'}, 'a command that is no Python');
});
