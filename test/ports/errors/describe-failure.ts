import t from 'tap';
import {describeSystem} from '../../../source/environment/describe-system.js';
import {createErrorCleaner, createKnownSecrets} from '../../../source/environment/error-cleaner.js';
import {describeFailure} from '../../../source/ports/errors/describe-failure.js';
import {DocumentInvalidError} from '../../../source/ports/errors/document-invalid-error.js';
import {exitCodes, type ErrorCode} from '../../../source/ports/errors/exit-codes.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {NodeFailedError} from '../../../source/ports/errors/node-failed-error.js';

const quiet = {isVerbose: false};

t.test('a failure the user can mend is one sentence and what to do next, without a stack', async t => {
	t.same(describeFailure(new FaasrTuiError('The bucket is away.', {code: 'unreachable', hint: 'Check the network.'}), quiet), {
		text: '✖ The bucket is away.\n  Check the network.\n', exitCode: 5,
	});
	t.equal(describeFailure(new FaasrTuiError('No hint.', {code: 'usage'}), quiet).text, '✖ No hint.\n');
	t.match(describeFailure(new FaasrTuiError('Told more.', {code: 'usage'}), {isVerbose: true}).text, /\n\s+at /u);
});

t.test('every code has its exit code', async t => {
	const {completed, ...codes} = exitCodes;
	for (const [code, exitCode] of Object.entries(codes)) {
		t.equal(describeFailure(new FaasrTuiError('x', {code: code as ErrorCode}), quiet).exitCode, exitCode, code);
	}

	t.equal(completed, 0);
});

t.test('anything else is a bug of ours, with its stack and exit code 70', async t => {
	const {text, exitCode} = describeFailure(new TypeError('x is not a function'), quiet);
	t.equal(exitCode, 70);
	t.match(text, /^✖ faasr-tui has a bug: x is not a function\n.*report[^]*\n\s+at /u);
	t.match(describeFailure('thrown text', quiet).text, 'thrown text');
});

t.test('a bug report says where it happened, without terminal sequences and secrets', async t => {
	const {text, exitCode} = describeFailure(new Error('token \u001B[2Jghost-of-a-token in\tf'), {
		isVerbose: false, describeSystem, clean: createErrorCleaner(createKnownSecrets(() => ({env: {GITHUB_TOKEN: 'ghost-of-a-token', HOME: '/home/somebody', API_KEY: 'short'}}))),
	});
	const [title, request, system, ...stack] = text.split('\n');
	t.equal(exitCode, 70);
	t.match(title, /^✖ faasr-tui has a bug: token \*+ in +f$/u);
	t.match(request, 'Please report it');
	t.match(system, /^faasr-tui \d+\.\d+\.\d+, Node\.js v\d+\S+, \w+ .*, TERM=/u);
	t.ok(stack.some(line => /^\s+at .*describe-failure/u.test(line)), 'with the places of the stack');
	t.notMatch(text, 'ghost-of');
	t.equal(describeFailure(new FaasrTuiError('The key short is bad.', {code: 'usage'}), {
		isVerbose: false, clean: createErrorCleaner(createKnownSecrets(() => {
			throw new Error('no such folder');
		})),
	}).text, '✖ The key short is bad.\n', 'also when the environment cannot be read');
});

t.test('an invalid document names its first problem and how many more there are', async t => {
	t.equal(new DocumentInvalidError('a.json', ['one', 'two', 'three']).message, 'a.json is not a valid workflow document: one (and 2 more)');
	t.equal(new DocumentInvalidError('a.json', ['one']).message, 'a.json is not a valid workflow document: one');
});

t.test('a failed node carries status, reason, sentence and log tail in its message, and the code that fits', async t => {
	const failure = {node: 'f', status: 'FAILED', reason: 'function-error', sentence: 'boom', logTail: ['line 1', 'line 2']};
	const error = new NodeFailedError(failure);
	t.equal(error.message, 'f ended FAILED (function-error): boom\n  line 1\n  line 2');
	t.equal(error.code, 'function-failed');
	t.equal(new NodeFailedError({...failure, status: 'TIMEOUT', reason: undefined, sentence: undefined, logTail: []}).message, 'f ended TIMEOUT');
	t.equal(new NodeFailedError({...failure, status: 'TIMEOUT'}).code, 'timed-out');
	t.equal(new NodeFailedError({...failure, status: 'CANCELLED'}).code, 'cancelled');
});
