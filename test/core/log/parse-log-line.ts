import t from 'tap';
import {parseLogLine, parseRunLogLine} from '../../../source/core/log/parse-log-line.js';

t.test('a line with a level of a FaaSr source is read into its parts', async t => {
	t.same(parseLogLine('[0.799] [DEBUG] [faasr_entry.py] Finished execution of sync1 with result False'), {
		text: '[0.799] [DEBUG] [faasr_entry.py] Finished execution of sync1 with result False',
		seconds: 0.799,
		level: 'DEBUG',
		source: 'faasr_entry.py',
		message: 'Finished execution of sync1 with result False',
		isNoise: false,
	});
	t.equal(parseLogLine('[3] [INFO] [vm_start.py] VM is up').source, 'vm_start.py');
});

t.test('text that only looks like a level is the user\'s', async t => {
	for (const text of ['[1.0] [ERROR] something', '[1.0] [ERROR] [mine.py] boom', 'plain', '', '[x] [INFO] [executor.py] a', ' [1] [INFO] [executor.py] a']) {
		t.same(parseLogLine(text), {text, message: text, isNoise: false}, JSON.stringify(text));
	}
});

t.test('the chatter of FaaSr itself is marked as noise, its errors never', async t => {
	const noise = [
		'[0.1] [DEBUG] [log.py] Log succesfully uploaded',
		'[0.1] [INFO] [faasr_server.py] Processing request: faasr_log',
		'[0.1] [DEBUG] [executor.py] Polling localhost',
		'[0.1] [DEBUG] [executor.py] Starting dependency install',
		'[0.1] [DEBUG] [executor.py] Finished installing dependencies',
		'[0.1] [INFO] [executor.py] Starting server on localhost port 8000',
		'[0.1] [DEBUG] [executor.py] Put function_completions/a.done file in S3',
		'[0.1] [DEBUG] [scheduler.py] Prepending workflow name. Full function: W-a',
	];
	t.same(noise.filter(text => !parseLogLine(text).isNoise), []);
	t.equal(parseLogLine('[0.1] [ERROR] [executor.py] Polling localhost').isNoise, false);
	t.equal(parseLogLine('[0.1] [INFO] [executor.py] Starting function: f (Python)').isNoise, false);
});

t.test('lines that FaaSr\'s helpers print without a time have their level in a run\'s own log', async t => {
	t.match(parseRunLogLine('[ERROR] [py_func_helper.py] Python file f.py has following source error: x'), {level: 'ERROR', source: 'py_func_helper.py', message: 'Python file f.py has following source error: x'});
	t.match(parseRunLogLine('[ERROR] [r_func_helper.R] R file f.R'), {level: 'ERROR', source: 'r_func_helper.R'});
	t.match(parseRunLogLine('[0.1] [INFO] [executor.py] x'), {level: 'INFO', seconds: 0.1});
	t.equal(parseRunLogLine('[ERROR] of the user').level, undefined);
	t.equal(parseLogLine('[ERROR] [py_func_helper.py] x').level, undefined, 'on S3 that is text of the user');
});
