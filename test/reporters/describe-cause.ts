import t from 'tap';
import {type NodeState} from '../../source/core/run/run-state.js';
import {findCause} from '../../source/reporters/describe-cause.js';

const fail = (message: string, traceback: readonly string[]): NodeState => ({
	id: 'a', action: 'a', status: 'FAILED', runIds: [],
	log: {sizeBytes: 1, attempts: 1, seconds: 0, invoked: {}, hasNoTriggers: false, warnings: [], failure: {message, source: 'executor.py', traceback}},
});

t.test('the line that names the error stands for a failure, with its place', async t => {
	const traceback = ['Traceback (most recent call last):', '  File "/tmp/functions/x/mine.py", line 3, in mine', 'ZeroDivisionError: division by zero'];
	t.same(findCause(fail('division by zero', traceback), []), {text: 'ZeroDivisionError: division by zero', place: 'mine.py:3'});
	t.same(findCause(fail('refused', []), ['a line']), {text: 'refused'});
});

t.test('of a killed process its death is told, not the error in FaaSr\'s report of it', async t => {
	const stumble = 'name \'func_stdout\' is not defined';
	t.same(findCause(fail(stumble, [`NameError: ${stumble}`, 'non-zero exit code (-9) from user function']), []), {
		text: 'The function\'s process was killed (SIGKILL), as happens when memory runs out',
	});
});
