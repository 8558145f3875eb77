import t from 'tap';
import {describeDeadProcess} from '../../../source/core/log/describe-dead-process.js';

const stumble = 'name \'func_stdout\' is not defined';
const traceback = ['Traceback (most recent call last):', `NameError: ${stumble}`];
const withCode = (code: number): readonly string[] => [...traceback, `non-zero exit code (${code}) from user function`];

const table: ReadonlyArray<readonly [title: string, message: string, traceback: readonly string[], sentence: string | undefined]> = [
	['killed with -9', stumble, withCode(-9), 'The function\'s process was killed (SIGKILL), as happens when memory runs out'],
	['ended by a signal with a name', stumble, withCode(-11), 'The function\'s process was ended by SIGSEGV'],
	['ended by any other signal', stumble, withCode(-31), 'The function\'s process was ended by signal 31'],
	['ended with an exit code of its own', stumble, withCode(7), 'The function\'s process ended with exit code 7'],
	['ended with 1, as after a wrong return value', stumble, withCode(1), 'The function\'s process ended with exit code 1, or the function returned what FaaSr does not accept'],
	['of which FaaSr 2.0 tells the code', 'non-zero exit code (-9) from user function', [], 'The function\'s process was killed (SIGKILL), as happens when memory runs out'],
	['of which no code was written', stumble, traceback, `The function's process died or returned what FaaSr does not accept (FaaSr logs only: ${stumble})`],
];

for (const [title, message, lines, sentence] of table) {
	t.test(`a process ${title} is described`, async t => {
		t.equal(describeDeadProcess({message, source: 'executor.py', traceback: lines}), sentence);
	});
}

t.equal(describeDeadProcess({message: 'division by zero', source: 'executor.py', traceback: withCode(-9)}), undefined, 'a failure with words of its own keeps them');
