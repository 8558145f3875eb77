import t from 'tap';
import {parseLogLine} from '../../../source/core/log/parse-log-line.js';
import {createErrorFinder} from '../../../source/run/runner/create-error-finder.js';

const find = (lines: readonly string[], rest: {readonly isRunLog?: true} = {}): string => {
	const findPart = createErrorFinder();
	return lines.map(line => findPart({...parseLogLine(line), node: 'a', at: 0, ...rest})?.[0] ?? '.').join('');
};

t.test('behind FaaSr\'s ERROR everything up to the next prefix explains it', async t => {
	t.equal(find([
		'user text',
		'[1.0] [ERROR] [executor.py] ValueError',
		'Traceback (most recent call last):',
		'  File "x.py", line 1',
		'ValueError: no',
		'[1.1] [INFO] [log.py] next',
		'user text',
	]), '.ettt..');
});

t.test('in what users print a traceback ends with the exception, and a second one belongs to it', async t => {
	const traceback = ['Traceback (most recent call last):', '  File "x.py", line 1', '', '    raise', 'KeyError: 1'];
	t.equal(find(['before', ...traceback, 'after']), '.etttt.');
	t.equal(find([...traceback.slice(0, 2), ...traceback]), 'etttttt');
	t.equal(find([...traceback, ...traceback]), 'etttt'.repeat(2));
});

t.test('a run\'s own log names errors in the words of R and of GitHub\'s runner', async t => {
	const lines = ['Error in compute(1) : object not found', '##[error]Process completed with exit code 1.', 'Error: no', 'No error: fine'];
	t.equal(find(lines, {isRunLog: true}), 'eee.');
	t.equal(find(lines), '....', 'on S3 FaaSr says what is an error');
});

t.test('logs of one node do not end each other\'s tracebacks', async t => {
	const findPart = createErrorFinder();
	const line = {...parseLogLine('text'), at: 0};
	t.equal(findPart({...line, node: 'a', level: 'CRITICAL'}), 'error');
	t.equal(findPart({...line, node: 'b'}), undefined);
	t.equal(findPart({...line, node: 'a', isRunLog: true}), undefined);
	t.equal(findPart({...line, node: 'a'}), 'traceback');
});
