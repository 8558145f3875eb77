import {readFileSync} from 'node:fs';
import t from 'tap';
import {describeCause} from '../../../source/core/cause/cause.js';
import {findCause} from '../../../source/core/cause/find-cause.js';
import {readRunLogFacts} from '../../../source/core/cause/run-log-facts.js';
import {emptyFold, foldLogLine, getLogFacts} from '../../../source/core/log/fold-log-facts.js';
import {parseLogLine} from '../../../source/core/log/parse-log-line.js';

/*
Each file holds ends of logs as FaaSr_py 2.1.0 in its containers and the local cloud write them: `=== title`, what the document
says of the function's sources, the log on S3, the run's own log, and the sentence and hint that they amount to.
*/
type Tail = {readonly title: string; readonly sources: readonly string[]; readonly parts: ReadonlyMap<string, readonly string[]>};

const repeat = (line: string): readonly string[] => {
	const [, count, text] = /^\{\{(\d+) times\}\}(.*)$/u.exec(line) ?? [];
	return count === undefined || text === undefined ? [line] : Array.from({length: Number(count)}, () => text);
};

const parseTail = (section: string): Tail => {
	const [head = '', ...rest] = section.split(/^--- /mu);
	const [title = '', source] = head.split('\n');
	return {
		title,
		sources: source?.startsWith('sources: ') === true ? [source.slice('sources: '.length)] : [],
		parts: new Map(rest.map(part => {
			const [name = '', ...lines] = part.trimEnd().split('\n');
			return [name, lines.flatMap(line => repeat(line))];
		})),
	};
};

const tails = ['python', 'r', 'run-log'].flatMap(name =>
	readFileSync(new URL(`../../support/cause/${name}.txt`, import.meta.url), 'utf8').split(/^=== /mu).slice(1).map(section => parseTail(section)));

const foldLog = (lines: readonly string[]) => {
	let fold = emptyFold;
	for (const line of lines) {
		fold = foldLogLine(fold, parseLogLine(line), 'Flow');
	}

	return getLogFacts(fold, 1);
};

t.ok(tails.length >= 40, 'the table is read');

for (const {title, sources, parts} of tails) {
	t.test(title, async t => {
		const log = parts.get('s3');
		const runLog = parts.get('run');
		const cause = findCause({
			log: log && foldLog(log), runLog: runLog && readRunLogFacts(runLog), functionName: 'train', sources,
		});
		t.equal(cause === undefined ? '' : describeCause(cause), parts.get('cause')?.[0] ?? '');
		t.ok((cause?.hint ?? '').includes(parts.get('hint')?.[0] ?? ''), cause?.hint ?? 'no hint');
	});
}

t.test('a call of the API that only the run\'s own log tells of is told in its words', async t => {
	const cause = findCause({log: undefined, runLog: readRunLogFacts(['{"faasr_get_file": "the store said no"}', 'Process completed with exit code 1.']), functionName: 'train', sources: []});
	t.equal(cause?.what, 'the store said no');
});
