import t from 'tap';
import {type Cause} from '../../../source/core/cause/cause.js';
import {type LogFacts} from '../../../source/core/log/log-facts.js';
import {type Reason} from '../../../source/core/run/status.js';
import {tellFailure} from '../../../source/core/run/tell-failure.js';

const log = (facts: Partial<LogFacts>): LogFacts => ({sizeBytes: 1, attempts: 1, seconds: 0, invoked: {}, hasNoTriggers: false, warnings: [], ...facts});
const failure = {message: 'boom', source: 'executor.py', traceback: ['Traceback (most recent call last):', 'ValueError: boom']};
const stumble = {message: 'name \'func_stdout\' is not defined', source: 'executor.py', traceback: ['non-zero exit code (1) from user function']};
const raw = [failure.message, ...failure.traceback];
const where = {file: 'functions/f.py', line: 3};
const frames = [{file: 'functions/f.py', line: 8, inside: 'f', code: 'load(13)'}, {...where}];

const cases: ReadonlyArray<readonly [string, {readonly cause?: Cause; readonly log?: LogFacts; readonly reason?: Reason}, readonly string[] | undefined]> = [
	['nothing of a node without a log', {}, undefined],
	['what FaaSr logged, as long as no cause is known', {log: log({failure})}, raw],
	['what FaaSr logged where the cause has no place', {log: log({failure}), cause: {what: 'boom', frames: []}}, raw],
	['nothing of what the judges took for the function\'s text', {log: log({failure, mayBeText: true}), reason: 'run-failed'}, undefined],
	['what may be text and was believed', {log: log({failure, mayBeText: true}), reason: 'function-error'}, raw],
	['a refused dispatch', {log: log({dispatchFailure: failure})}, raw],
	['the user\'s frames', {log: log({failure}), cause: {what: 'KeyError: 13', where, frames}}, ['functions/f.py:8 in f(): load(13)', 'functions/f.py:3']],
	['the only frame where it has its code', {log: log({failure}), cause: {what: 'KeyError: 13', where, frames: [{...where, code: 'data[13]'}]}}, ['functions/f.py:3: data[13]']],
	['nothing of a frame that the sentence ends with', {log: log({failure: stumble}), cause: {what: 'S3 object not found', where, frames: [where]}}, undefined],
	['nothing of FaaSr\'s stumble over a cause that stands in the run\'s log', {log: log({failure: stumble}), cause: {what: 'SyntaxError', where, frames: []}}, undefined],
	['the stumble where nothing better is known', {log: log({failure: stumble}), cause: {what: 'died', frames: []}}, [stumble.message, ...stumble.traceback]],
	['what FaaSr logged of a cause in its own log', {log: log({failure}), cause: {what: 'boom', where, frames: []}}, raw],
];
for (const [title, node, lines] of cases) {
	t.test(`tells ${title}`, async t => {
		t.same(tellFailure(node), lines);
	});
}
