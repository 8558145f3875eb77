import t from 'tap';
import {findRscript} from '../../../../source/clouds/local/runtimes/find-rscript.js';
import {createDocument, startBench} from '../../../support/functions/executor-bench.js';

// Dozens of real processes, on a machine that may be busy with other tests.
t.setTimeout(180_000);

const hasR = (await Promise.allSettled([findRscript()]))[0].status === 'fulfilled';
const skip = hasR ? false : 'Rscript with httr and jsonlite is not on this machine';

type Row = {
	readonly does: string;
	readonly r: string;
	readonly work?: Readonly<Record<string, unknown>>;
	readonly hasDone: boolean;
	readonly exitCode: number;
	readonly log: readonly RegExp[];
	readonly dispatched?: readonly string[];
};

const unknownError = /\[ERROR\] \[executor\.py\] Unkown error while getting user function return\n/u;
const succeeds = (does: string, r: string, result: string): Row => ({
	does, r, hasDone: true, exitCode: 0, log: [new RegExp(`Finished execution of work with result ${result}\\n`, 'u')], dispatched: ['next'],
});

const rows: readonly Row[] = [
	succeeds('returns NULL', 'f <- function() NULL', 'None'),
	succeeds('returns TRUE', 'f <- function() TRUE', 'True'),
	succeeds('returns FALSE', 'f <- function() FALSE', 'False'),
	succeeds('returns NA', 'f <- function() NA', 'None'),
	succeeds('returns a text, which counts as nothing', 'f <- function() "true"', 'None'),
	succeeds('returns 1, which counts as nothing', 'f <- function() 1', 'None'),
	succeeds('ends with a logged line, which counts as TRUE', 'f <- function() faasr_log("last")', 'True'),
	succeeds('quits with 0', 'f <- function() quit(status = 0)', 'None'),
	succeeds('sources a file with an error beside it', 'f <- function() invisible(NULL)', 'None'),
	{
		does: 'returns two logicals', r: 'f <- function() c(TRUE, FALSE)', hasDone: true, exitCode: 1, log: [/\[ERROR\] \[executor\.py\] HTTP request failed with status code: 422\n/u],
	},
	{
		does: 'stops',
		r: 'g <- function(x) stop("too ", x)\nf <- function() g("big")',
		hasDone: true,
		exitCode: 1,
		log: [/^"faasr_user_function":Errors in the user function - Error in g\("big"\): too big\n/mu, /Traceback \(most recent call last\):\n[\s\S]* {2}g\("big"\) at .*\/f\.R#\d+\n/u, unknownError],
	},
	{
		does: 'is not found', r: 'other <- function() 1', hasDone: true, exitCode: 1, log: [/\{"faasr_user_function":"Cannot find function, f, check the name and sources"\}\n/u, unknownError],
	},
	{
		does: 'quits with 3', r: 'f <- function() quit(status = 3)', hasDone: false, exitCode: 1, log: [/name 'func_stdout' is not defined\n/u, /non-zero exit code \(3\)/u],
	},
	{
		does: 'asks for a missing object',
		r: 'f <- function() faasr_get_file("x.txt", "missing.txt")',
		hasDone: true,
		exitCode: 1,
		log: [/\[ERROR\] \[get_file\.py\] S3 object not found: s3:\/\/bucket\/missing\.txt\n/u, /^"faasr_user_function":Errors in the user function - .*\$ operator is invalid for atomic vectors/mu, unknownError],
	},
	{
		does: 'asks for a missing secret', r: 'f <- function() faasr_secret("NO_SUCH")', hasDone: true, exitCode: 1, log: [/faasr_secret: Secret 'NO_SUCH' not found in environment variables/u, unknownError],
	},
	succeeds('catches a missing object', 'f <- function() tryCatch(faasr_get_file("x", "missing"), error = function(e) FALSE)', 'False'),
	{
		does: 'gets its arguments as R values',
		r: 'f <- function(numbers, options) { faasr_log(paste(class(numbers), sum(numbers), class(options), options$a)); NULL }',
		work: {Arguments: {numbers: [1, 2, 3], options: {a: 'b'}}},
		hasDone: true,
		exitCode: 0,
		log: [/^integer 6 list b$/mu],
		dispatched: ['next'],
	},
	{
		does: 'uses the API',
		r: `f <- function() {
  writeBin(as.raw(0:255), "a.bin")
  stopifnot(isTRUE(faasr_put_file("a.bin", "r.bin", remote_folder = "r")))
  stopifnot(isTRUE(faasr_get_file(local_file = "b.bin", remote_file = "r.bin", remote_folder = "r")))
  stopifnot(identical(readBin("b.bin", "raw", 300), as.raw(0:255)))
  stopifnot(identical(faasr_get_folder_list(prefix = "r/"), list("r/r.bin")))
  stopifnot(isTRUE(faasr_delete_file("r.bin", remote_folder = "r")))
  stopifnot(faasr_invocation_id() == "run-1", faasr_get_s3_creds()$bucket == "bucket", faasr_secret("MY_SECRET") == "s")
  stopifnot(identical(faasr_rank(), list(invocation_id = "run-1")))
  faasr_return(FALSE)
}`,
		hasDone: true,
		exitCode: 0,
		log: [/result False\n/u],
		dispatched: ['next'],
	},
];

for (const {does, r, work, hasDone, exitCode, log, dispatched = []} of rows) {
	t.test(`an R function that ${does}: ${hasDone ? 'done' : 'no done'}, exit ${exitCode}`, {skip}, async t => {
		const bench = await startBench(t, {document: createDocument({Type: 'R', ...work}), files: {'f.R': r, 'broken.R': 'f <- (\n'}});
		const run = await bench.run(undefined, {env: {MY_SECRET: 's'}});
		t.equal(run.exitCode, exitCode, run.runLog);
		t.equal(await bench.hasDone(), hasDone, '.done');
		let rest = await bench.readLog() ?? '';
		for (const pattern of log) {
			const match = pattern.exec(rest);
			t.ok(match, `the S3 log goes on with ${String(pattern)}`, {rest, runLog: run.runLog});
			rest = rest.slice((match?.index ?? 0) + (match?.[0].length ?? 0));
		}

		t.match(run.runLog, /R file broken\.R has following source error/u);
		t.same(bench.dispatches.map(({overwritten}) => overwritten['FunctionInvoke']), dispatched);
	});
}

t.test('a missing Rscript is an error with a hint', async t => {
	await t.rejects(findRscript('/no/Rscript'), {code: 'usage', message: /httr and jsonlite/u, hint: /install\.packages/u});
	const bench = await startBench(t, {document: createDocument({Type: 'R'}), files: {'f.R': 'f <- function() 1'}, options: {rscriptCommand: '/no/Rscript'}});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 1);
	t.match(await bench.readLog(), /\[ERROR\] \[executor\.py\] Error running R function: \/no\/Rscript with the packages httr and jsonlite was not found/u);
});
