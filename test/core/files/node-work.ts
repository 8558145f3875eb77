import t from 'tap';
import {emptyWork, foldWork, toNodeWork} from '../../../source/core/files/node-work.js';
import {parseLogLine} from '../../../source/core/log/parse-log-line.js';

const fold = (lines: readonly string[]) => {
	let work = emptyWork;
	for (const line of lines) {
		work = foldWork(work, parseLogLine(line));
	}

	return work;
};

const put = '[INFO] [faasr_server.py] Processing request: faasr_put_file';
const times = {node: 'a(1)', action: 'a', logAt: 100_000};

t.test('a request lasts until the next line of FaaSr; its double changes nothing', async t => {
	const work = fold([
		'[0.2] [DEBUG] [executor.py] Starting dependency install', `[1] ${put}`, `[1] ${put}`, 'printed', '[3.5] [DEBUG] [executor.py] Put function_completions/a.done file in S3',
	]);
	t.strictSame(toNodeWork(work, times), {
		node: 'a(1)', action: 'a', from: 96_500, to: 100_000, puts: [{from: 97_500, to: 97_500}, {from: 97_500, to: 100_000}],
	});
});

t.test('the last request lasts until the end, which the marker may tell', async t => {
	t.strictSame(toNodeWork(fold([`[1] ${put}`]), {...times, doneAt: 101_000}), {
		node: 'a(1)', action: 'a', from: 99_000, to: 101_000, puts: [{from: 100_000, to: 101_000}],
	});
});

t.test('only the last attempt counts, a line from before is no end, and what a user prints is no request', async t => {
	const work = fold([
		`[1] ${put}`, '[0.1] [DEBUG] [executor.py] Starting dependency install', `[2] ${put}`, '[1.9] [INFO] [faasr_server.py] Processing request: faasr_log',
		'Processing request: faasr_put_file', '[9] [INFO] [mine.py] Processing request: faasr_put_file',
	]);
	t.strictSame(work, {seconds: 2, puts: [{from: 2}]});
});

t.test('when it last asked for a file', async t => {
	const get = '[INFO] [faasr_server.py] Processing request: faasr_get_file';
	t.equal(toNodeWork(fold([`[1] ${get}`, `[2] ${get}`, '[3] [INFO] [faasr_server.py] Processing request: faasr_log']), times).gotAt, 99_000);
	t.equal(toNodeWork(fold([`[1] ${get}`, '[0.1] [DEBUG] [executor.py] Starting dependency install']), times).gotAt, undefined, 'of an earlier attempt');
});

t.test('an empty log', async t => {
	t.strictSame(toNodeWork(fold([]), times), {node: 'a(1)', action: 'a', from: 100_000, to: 100_000, puts: []});
});
