import t from 'tap';
import {emptyFold, foldLogLine, getLogFacts} from '../../../source/core/log/fold-log-facts.js';
import {parseLogLine} from '../../../source/core/log/parse-log-line.js';

const fold = (text: string) => {
	let state = emptyFold;
	for (const line of text.split('\n')) {
		state = foldLogLine(state, parseLogLine(line), 'Flow');
	}

	return getLogFacts(state, text.length);
};

t.test('a finished function tells its result and what it invoked, ranks counted', async t => {
	const facts = fold([
		'[0.1] [DEBUG] [executor.py] Starting dependency install',
		'[0.4] [DEBUG] [faasr_entry.py] Finished execution of a with result True',
		'[0.5] [INFO] [scheduler.py] GitHub Action: Successfully invoked: b',
		'[0.5] [INFO] [scheduler.py] GitHub Action: Successfully invoked: b',
		'[0.5] [INFO] [scheduler.py] GitHub Action: Successfully invoked: __proto__',
	].join('\n'));
	t.equal(facts.result, 'True');
	t.equal(facts.attempts, 1);
	t.equal(facts.seconds, 0.5);
	t.same(Object.entries(facts.invoked), [['b', 2], ['__proto__', 1]]);
	t.equal(facts.failure, undefined);
	t.equal(facts.hasNoTriggers, false);
	const noTriggers = '[0.5] [INFO] [scheduler.py] no triggers for a';
	t.equal(fold(noTriggers).hasNoTriggers, true);
	t.equal(fold(`${noTriggers}\n[0.6] [INFO] [scheduler.py] Prepending workflow name. Action: Flow-a`).hasNoTriggers, true, 'whatever the scheduler says after it');
});

t.test('the line that tells of the marker is a fact of its attempt', async t => {
	const put = '[0.9] [DEBUG] [executor.py] Put function_completions/a.done file in S3';
	t.equal(fold(put).hasPutDone, true);
	t.equal(fold(`${put}\n[0.9] [ERROR] [executor.py] boom\nStack (most recent call last):`).hasPutDone, true);
	t.equal(fold(`${put}\n[0.1] [DEBUG] [executor.py] Starting dependency install`).hasPutDone, undefined);
	t.equal(fold('[0.9] [DEBUG] [put_file.py] Put function_completions/a.done file in S3').hasPutDone, undefined);
});

t.test('a raised exception is one failure with the function\'s own traceback', async t => {
	const facts = fold([
		'[0.9] [ERROR] [executor.py] division by zero',
		'Stack (most recent call last):',
		'  File "/action/faasr_entry.py", line 353, in <module>',
		'[0.9] [ERROR] [executor.py] Traceback: Traceback (most recent call last):',
		'  File "/tmp/functions/x/mine.py", line 3, in mine',
		'ZeroDivisionError: division by zero',
		'[0.9] [ERROR] [executor.py] division by zero',
		'RuntimeError: division by zero',
	].join('\n'));
	t.same(facts.failure, {
		message: 'division by zero',
		source: 'executor.py',
		traceback: [
			'Traceback: Traceback (most recent call last):',
			'  File "/tmp/functions/x/mine.py", line 3, in mine',
			'ZeroDivisionError: division by zero',
		],
	});
});

t.test('the next line of FaaSr ends what belongs to a failure', async t => {
	const facts = fold('[0.9] [ERROR] [executor.py] boom\nframe\n[1.0] [INFO] [put_file.py] Uploaded x\ntext of the user');
	t.same(facts.failure, {message: 'boom', source: 'executor.py', traceback: ['frame']});
});

t.test('R\'s own words stand in for FaaSr\'s sentence that says nothing', async t => {
	const facts = fold([
		'{"faasr_user_function":"Cannot find function, test_r_api, check the name and sources"}',
		'[1.251] [ERROR] [executor.py] Unkown error while getting user function return',
		'Stack (most recent call last):',
	].join('\n'));
	t.equal(facts.failure?.message, 'Cannot find function, test_r_api, check the name and sources');
});

t.test('an ERROR of an API module is a warning, told once', async t => {
	const line = '[0.3] [ERROR] [get_file.py] S3 object not found: s3://b/k';
	t.same(fold(`${line}\n${line}`).warnings, ['S3 object not found: s3://b/k']);
	t.equal(fold(line).failure, undefined);
});

t.test('an ERROR of the scheduler is a refused dispatch, except for the missing answer of a conditional', async t => {
	t.equal(fold('[0.3] [ERROR] [scheduler.py] GitHub Action: No response from GitHub\ndetail\n').dispatchFailure?.message, 'GitHub Action: No response from GitHub');
	t.same(fold('[0.3] [ERROR] [scheduler.py] x\ndetail\n[0.3] [ERROR] [scheduler.py] y').dispatchFailure, {message: 'x', source: 'scheduler.py', traceback: ['detail']});
	t.equal(fold('[0.3] [ERROR] [scheduler.py] InvokeNext contains conditionals but function did not return a value').failure?.source, 'scheduler.py');
});

t.test('a new attempt in the same log starts over', async t => {
	const facts = fold([
		'[0.1] [DEBUG] [executor.py] Starting dependency install',
		'[0.9] [ERROR] [executor.py] boom',
		'[0.1] [DEBUG] [executor.py] Starting dependency install',
		'[0.4] [DEBUG] [faasr_entry.py] Finished execution of a with result None',
	].join('\n'));
	t.equal(facts.attempts, 2);
	t.equal(facts.failure, undefined);
	t.equal(facts.result, 'None');
});

t.test('a traceback of any length is kept to a bound', async t => {
	const facts = fold(['[0.9] [ERROR] [executor.py] boom', ...Array.from({length: 500}, (_, index) => `frame ${index}`)].join('\n'));
	t.equal(facts.failure?.traceback.length, 60);
});

t.test('user text that looks like a level changes nothing', async t => {
	const facts = fold('[1.0] [ERROR] [mine.py] not an error\n[1.0] [ERROR] neither');
	t.same(facts, {attempts: 0, seconds: 0, invoked: {}, hasNoTriggers: false, warnings: [], sizeBytes: facts.sizeBytes});
});

const textLike = '[1.0] [ERROR] [executor.py] only text of the user';

t.test('an ERROR that the finish line of its attempt follows was the function\'s text', async t => {
	const facts = fold(`${textLike}\nStack (most recent call last):\n  a frame\n[1.6] [DEBUG] [faasr_entry.py] Finished execution of a with result None\n[1.7] [INFO] [scheduler.py] GitHub Action: Successfully invoked: b`);
	t.match(facts, {result: 'None', invoked: {b: 1}, failure: undefined, dispatchFailure: undefined});
	const refused = '[1.0] [ERROR] [scheduler.py] GitHub Action: text';
	t.equal(fold(`${refused}\n[1.6] [DEBUG] [faasr_entry.py] Finished execution of a with result None`).dispatchFailure, undefined);
	t.equal(fold(`[1.6] [DEBUG] [faasr_entry.py] Finished execution of a with result None\n${refused}`).dispatchFailure?.message, 'GitHub Action: text', 'what follows it is FaaSr\'s');
	t.equal(fold(`${textLike}\n[0.2] [DEBUG] [executor.py] Starting dependency install\n[0.9] [ERROR] [executor.py] boom`).failure?.message, 'boom', 'nor has an earlier attempt a say');
});

t.test('an ERROR without a call stack was text when another follows: FaaSr\'s first has one', async t => {
	const boom = '[1.1] [ERROR] [executor.py] boom\nStack (most recent call last):';
	const facts = fold(`${textLike}\n${boom}`);
	t.match(facts, {failure: {message: 'boom', traceback: ['Stack (most recent call last):']}, mayBeText: undefined});
	t.match(fold(`${textLike}\n${textLike} too`), {failure: {message: 'only text of the user too'}, mayBeText: true});
	const r = '"faasr_user_function":Errors in the user function - boom\n[1.1] [ERROR] [executor.py] Unkown error while getting user function return';
	t.match(fold(`${textLike}\n${r}`), {failure: {message: 'Errors in the user function - boom'}, mayBeText: undefined});
});

t.test('an ERROR without a call stack is told as one that may be text until the function goes on or FaaSr says more', async t => {
	t.equal(fold(textLike).mayBeText, true);
	t.equal(fold(`${textLike}\nsecond line of the text`).mayBeText, true);
	t.equal(fold(`${textLike}\n[0.6] [DEBUG] [log.py] Log succesfully uploaded`).mayBeText, true);
	t.equal(fold(`${textLike}\n[0.6] [INFO] [faasr_server.py] Processing request: faasr_log`).failure, undefined);
	t.equal(fold('[1.0] [ERROR] [scheduler.py] text\n[0.6] [INFO] [faasr_server.py] Processing request: faasr_log').dispatchFailure, undefined);
	for (const more of ['Stack (most recent call last):', 'line two\nTraceback (most recent call last):', '[1.0] [ERROR] [executor.py] Traceback: Traceback (most recent call last):']) {
		const facts = fold(`${textLike}\n${more}\n[0.6] [INFO] [faasr_server.py] Processing request: faasr_put_file`);
		t.match(facts, {failure: {message: 'only text of the user'}, mayBeText: undefined}, more);
	}
});
