import t from 'tap';
import {createDocument, startBench} from '../../../support/functions/executor-bench.js';

// Dozens of real processes, on a machine that may be busy with other tests.
t.setTimeout(180_000);

type Row = {
	readonly does: string;
	readonly python: string;
	readonly work?: Readonly<Record<string, unknown>>;
	readonly document?: Readonly<Record<string, unknown>>;
	readonly hasDone: boolean;
	readonly exitCode: number;
	/** Of the S3 log, in this order. */
	readonly log: readonly RegExp[];
	/** Not in the S3 log. */
	readonly notInLog?: readonly RegExp[];
	/** In the run's own log only. */
	readonly runLog?: readonly RegExp[];
	readonly dispatched: readonly string[];
};

const lost = /\[ERROR\] \[executor\.py\] name 'func_stdout' is not defined\n/u;
const unknownError = /\[ERROR\] \[executor\.py\] Unkown error while getting user function return\n/u;

const returns = (does: string, expression: string, result: string): Row => ({
	does: `returns ${does}`,
	python: `def f():\n    return ${expression}\n`,
	hasDone: true,
	exitCode: 0,
	log: [new RegExp(`\\[DEBUG\\] \\[faasr_entry\\.py\\] Finished execution of work with result ${result}\\n`, 'u'), /GitHub Action: Successfully invoked: next\n/u],
	dispatched: ['next'],
});

const dies = (does: string, python: string, code: number): Row => ({
	does,
	python,
	hasDone: false,
	exitCode: 1,
	log: [lost, new RegExp(`non-zero exit code \\(${code}\\) from user function`, 'u')],
	notInLog: [/Finished execution/u],
	dispatched: [],
});

// Table 2d of the notes on FaaSr 2.1.0, one row each.
const rows: readonly Row[] = [
	returns('None', 'None', 'None'),
	returns('True', 'True', 'True'),
	returns('False', 'False', 'False'),
	returns('1, coerced', '1', 'True'),
	returns('0, coerced', '0', 'False'),
	returns('1.0, coerced', '1.0', 'True'),
	returns('"true", coerced', '"true"', 'True'),
	returns('"Yes", coerced', '"Yes"', 'True'),
	returns('"no", coerced', '"no"', 'False'),
	returns('"0", coerced', '"0"', 'False'),
	dies('returns "ok"', 'def f():\n    return "ok"\n', 1),
	dies('returns 2', 'def f():\n    return 2\n', 1),
	dies('returns 0.5', 'def f():\n    return 0.5\n', 1),
	dies('returns a dict', 'def f():\n    return {"a": 1}\n', 1),
	dies('returns a list', 'def f():\n    return [True]\n', 1),
	dies('returns what JSON has no word for', 'def f():\n    return {1, 2}\n', 1),
	dies('calls sys.exit(1)', 'import sys\ndef f():\n    sys.exit(1)\n', 1),
	dies('calls os._exit(7)', 'import os\ndef f():\n    os._exit(7)\n', 7),
	dies('is killed', 'import os, signal\ndef f():\n    os.kill(os.getpid(), signal.SIGKILL)\n', -9),
	{
		does: 'raises an exception',
		python: 'def g():\n    raise ValueError("bad number")\n\ndef f():\n    g()\n',
		hasDone: true,
		exitCode: 1,
		log: [
			/\[ERROR\] \[executor\.py\] bad number\n/u,
			/\[ERROR\] \[executor\.py\] Traceback: Traceback \(most recent call last\):\n {2}File ".*f\.py", line 5, in f\n[\s\S]*line 2, in g\n[\s\S]*\nValueError: bad number\n/u,
			/\[ERROR\] \[executor\.py\] bad number\nTraceback \(most recent call last\):\nRuntimeError: bad number\n/u,
		],
		notInLog: [/Finished execution/u, /faasr_run_function/u],
		dispatched: [],
	},
	{
		does: 'raises an exception without a text',
		python: 'def f():\n    raise KeyError\n', hasDone: true, exitCode: 1, log: [unknownError, /Traceback: [\s\S]*KeyError/u], dispatched: [],
	},
	{
		does: 'is given wrong arguments',
		python: 'def f(name):\n    pass\n',
		work: {Arguments: {other: 1}},
		hasDone: true,
		exitCode: 1,
		log: [/\[ERROR\] \[executor\.py\] f\(\) got an unexpected keyword argument 'other'\n/u],
		dispatched: [],
	},
	{
		does: 'uses a name that is not defined',
		python: 'def f():\n    return faasr_invocation_id()\n',
		hasDone: true,
		exitCode: 1,
		log: [/\[ERROR\] \[executor\.py\] name 'faasr_invocation_id' is not defined\n/u],
		dispatched: [],
	},
	{
		does: 'is not found',
		python: 'def other():\n    return f\n',
		hasDone: true,
		exitCode: 1,
		log: [/\[ERROR\] \[executor\.py\] \{py_user_func_entry\.py: cannot find function f\}\n/u],
		dispatched: [],
	},
	{
		does: 'calls sys.exit(0)',
		python: 'import sys\ndef f():\n    sys.exit(0)\n', hasDone: true, exitCode: 0, log: [/Finished execution of work with result None\n/u], dispatched: ['next'],
	},
	{
		does: 'does not catch the failed RPC of a missing object',
		python: 'def f():\n    faasr_get_file("x.txt", "missing.txt", remote_folder="a")\n',
		hasDone: false,
		exitCode: 1,
		log: [/\[ERROR\] \[get_file\.py\] S3 object not found: s3:\/\/bucket\/a\/missing\.txt\n/u, /\[ERROR\] \[get_file\.py\] S3 object not found/u, lost],
		dispatched: [],
	},
	{
		does: 'catches the exit of a missing object with BaseException',
		python: 'def f():\n    try:\n        faasr_get_file("x.txt", "missing.txt")\n    except BaseException:\n        return True\n',
		hasDone: true,
		exitCode: 0,
		log: [/\[ERROR\] \[get_file\.py\] S3 object not found: s3:\/\/bucket\/missing\.txt\n/u, /\[ERROR\] \[get_file\.py\]/u, /Finished execution of work with result True\n/u],
		dispatched: ['next'],
	},
	{
		does: 'cannot catch a missing object with Exception',
		python: 'def f():\n    try:\n        faasr_get_file("x.txt", "missing.txt")\n    except Exception:\n        return True\n',
		hasDone: false, exitCode: 1, log: [lost], dispatched: [],
	},
	{
		does: 'names an unknown store and catches the exit',
		python: 'def f():\n    try:\n        faasr_delete_file("x.txt", server_name="Nowhere")\n    except BaseException:\n        return None\n',
		hasDone: true, exitCode: 0, log: [/\[ERROR\] \[delete_file\.py\] Invalid data server name: Nowhere\n/u, /result None/u], dispatched: ['next'],
	},
	{
		does: 'puts a missing local file and catches the exit',
		python: 'def f():\n    try:\n        faasr_put_file("missing.txt", "x.txt", local_folder="sub")\n    except BaseException:\n        return True\n',
		hasDone: true,
		exitCode: 1,
		log: [/\[ERROR\] \[faasr_server\.py\] ERROR - failed to invoke faasr_put_file - Local file not found: sub\/missing\.txt\n/u, unknownError],
		notInLog: [/Finished execution/u],
		dispatched: [],
	},
	{
		does: 'asks for a missing secret and catches the exit',
		python: 'def f():\n    try:\n        faasr_secret("NO_SUCH")\n    except BaseException:\n        return True\n',
		hasDone: true,
		exitCode: 1,
		log: [/\[ERROR\] \[secret\.py\] faasr_secret: Secret 'NO_SUCH' not found in environment variables\n/u, /ERROR - failed to invoke faasr_secret - "faasr_secret: Secret 'NO_SUCH' not found/u, unknownError],
		dispatched: [],
	},
	dies('logs an empty text', 'def f():\n    faasr_log("")\n', 1),
	{
		...dies('has a syntax error in its source', 'def f(:\n', 1),
		notInLog: [/source error/u],
		runLog: [/Python file f\.py has following source error: /u],
	},
	{
		...dies('raises while it is imported', 'raise RuntimeError("at import")\n\ndef f():\n    pass\n', 1),
		runLog: [/Python file f\.py has following source error: at import/u],
	},
	{
		does: 'imports what is not installed',
		python: 'import no_such_package_here\n\ndef f():\n    pass\n',
		hasDone: true,
		exitCode: 1,
		log: [/\{py_user_func_entry\.py: cannot find function f\}/u],
		notInLog: [/Skipping/u],
		runLog: [/\[WARNING\] \[py_func_helper\.py\] Skipping f\.py due to import error: No module named 'no_such_package_here'/u],
		dispatched: [],
	},
	{
		does: 'returns None before a conditional edge',
		python: 'def f():\n    pass\n',
		work: {InvokeNext: [{True: ['next'], False: ['other']}]},
		hasDone: true,
		exitCode: 1,
		log: [/Finished execution of work with result None\n/u, /\[ERROR\] \[scheduler\.py\] InvokeNext contains conditionals but function did not return a value\n/u],
		dispatched: [],
	},
	{
		does: 'returns False before an edge that only knows True',
		python: 'def f():\n    return False\n',
		work: {InvokeNext: [{True: ['next']}]},
		hasDone: true,
		exitCode: 1,
		log: [/Log succesfully uploaded\n$/u],
		notInLog: [/Finished execution/u, /NoneType/u],
		runLog: [/Finished execution of work with result False\n/u, /TypeError: 'NoneType' object is not iterable\n/u],
		dispatched: [],
	},
	{
		does: 'returns before a GitHub server without a branch',
		python: 'def f():\n    pass\n',
		document: {ComputeServers: {GH: {FaaSType: 'GitHubActions', UserName: 'me', ActionRepoName: 'flows', UseSecretStore: true}}},
		hasDone: true,
		exitCode: 1,
		log: [/Log succesfully uploaded\n$/u],
		notInLog: [/KeyError/u],
		runLog: [/KeyError: 'Branch'\n/u],
		dispatched: [],
	},
];

for (const {does, python, work, document, hasDone, exitCode, log, notInLog = [], runLog = [], dispatched} of rows) {
	t.test(`a Python function that ${does}: ${hasDone ? 'done' : 'no done'}, exit ${exitCode}`, async t => {
		const bench = await startBench(t, {document: createDocument(work, document), files: {'f.py': python}});
		const run = await bench.run();
		t.equal(run.exitCode, exitCode, 'exit code');
		t.equal(await bench.hasDone(), hasDone, '.done');
		let rest = await bench.readLog() ?? '';
		for (const pattern of notInLog) {
			t.notMatch(rest, pattern, 'not in the S3 log');
		}

		for (const pattern of log) {
			const match = pattern.exec(rest);
			t.ok(match, `the S3 log goes on with ${String(pattern)}`, {rest, runLog: run.runLog});
			rest = rest.slice((match?.index ?? 0) + (match?.[0].length ?? 0));
		}

		for (const pattern of runLog) {
			t.match(run.runLog, pattern, 'in the run log');
		}

		t.same(bench.dispatches.map(({overwritten}) => overwritten['FunctionInvoke']), dispatched, 'dispatched');
	});
}

t.test('an action without a Type ends with a KeyError on stderr before its log exists', async t => {
	const document = createDocument();
	const actions = document['ActionList'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	const {Type, ...work} = actions['work']!;
	t.equal(Type, 'Python');
	const bench = await startBench(t, {document: {...document, ActionList: {...actions, work}}, files: {'f.py': 'def f(): pass'}});
	const {exitCode, runLog} = await bench.run();
	t.equal(exitCode, 1);
	t.match(runLog, /KeyError: 'Type'\n/u);
	t.same(await bench.bucket.list(''), []);
});

t.test('a Julia function is refused with a line of its own', async t => {
	const bench = await startBench(t, {document: createDocument({Type: 'Julia'}), files: {'f.jl': 'function f() end'}});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 1);
	t.match(await bench.readLog(), /\[ERROR\] \[executor\.py\] Julia functions are not supported by the local cloud/u);
	t.equal(await bench.hasDone(), false);
});

t.test('a missing Python is said in the log', async t => {
	const bench = await startBench(t, {files: {'f.py': 'def f(): pass'}, options: {pythonCommand: 'no-python-here'}});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 1);
	t.match(await bench.readLog(), /\[ERROR\] \[executor\.py\] Error running Python function: No Python 3\.8 or later was found as no-python-here; .* Install Python/u);
	t.equal(await bench.hasDone(), false);
});

t.test('built-in virtual machine actions say that there is none and go on', async t => {
	const bench = await startBench(t, {document: createDocument({FunctionName: 'vm_start', Type: undefined, _faasr_builtin: true})});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 0);
	t.match(await bench.readLog(), /^\[\d+\.\d+\] \[INFO\] \[executor\.py\] Executing built-in function: work\n.* Running built-in: vm_start\n.*\[WARNING\] .*instead of a virtual machine: nothing is started\n[\s\S]*Built-in function vm_start completed successfully\n[\s\S]*Successfully invoked: next\n$/u);
	t.equal(await bench.hasDone(), true);
});

for (const {title, work, line} of [
	{title: 'an unknown built-in', work: {FunctionName: 'vm_explode', _faasr_builtin: true}, line: /\[ERROR\] \[executor\.py\] Built-in function vm_explode failed: Unknown built-in function: vm_explode\n$/u},
	{title: 'an unknown language', work: {Type: 'Fortran'}, line: /\[ERROR\] \[executor\.py\] Unkown function type: Fortran\n$/u},
]) {
	t.test(`${title} ends the action without a marker`, async t => {
		const bench = await startBench(t, {document: createDocument(work), files: {'f.py': 'def f(): pass'}});
		const {exitCode} = await bench.run();
		t.equal(exitCode, 1);
		t.match(await bench.readLog(), line);
		t.equal(await bench.hasDone(), false);
	});
}
