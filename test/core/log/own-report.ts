import t from 'tap';
import {noReport, stepOwnReport} from '../../../source/core/log/own-report.js';
import {parseLogLine} from '../../../source/core/log/parse-log-line.js';

/** The lines that are left when FaaSr's own report is hidden. */
const listShown = (text: string): readonly string[] => {
	let report = noReport;
	return text.split('\n').filter(line => {
		const step = stepOwnReport(report, parseLogLine(line));
		report = step.report;
		return !step.isOwn;
	});
};

t.test('of an exception the user\'s traceback is left, once', async t => {
	t.same(listShown(`hello
[0.62] [ERROR] [executor.py] 13
Stack (most recent call last):
  File "/action/faasr_entry.py", line 353, in <module>
[0.63] [ERROR] [executor.py] Traceback: Traceback (most recent call last):
  File "/tmp/functions/a/train.py", line 4, in load
KeyError: 13

[0.63] [DEBUG] [log.py] Log succesfully uploaded
[0.64] [ERROR] [executor.py] 13
Traceback (most recent call last):
RuntimeError: 13
Stack (most recent call last):
    logger.exception(e, stack_info=True)`), [
		'hello',
		'[0.62] [ERROR] [executor.py] 13',
		'[0.63] [ERROR] [executor.py] Traceback: Traceback (most recent call last):',
		'  File "/tmp/functions/a/train.py", line 4, in load',
		'KeyError: 13',
		'',
		'[0.63] [DEBUG] [log.py] Log succesfully uploaded',
	]);
});

t.test('FaaSr\'s stumble over a dead process is its own, the next attempt begins anew', async t => {
	t.same(listShown(`[ERROR] from the user
[0.2] [ERROR] [executor.py] name 'func_stdout' is not defined
Traceback (most recent call last):
non-zero exit code (1) from user function
[0.1] [DEBUG] [executor.py] Starting dependency install
Stack (most recent call last): is what the user prints
[0.4] [ERROR] [executor.py] other`), [
		'[ERROR] from the user',
		'[0.1] [DEBUG] [executor.py] Starting dependency install',
		'Stack (most recent call last): is what the user prints',
		'[0.4] [ERROR] [executor.py] other',
	]);
});
