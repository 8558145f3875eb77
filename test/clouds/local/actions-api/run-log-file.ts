import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import t from 'tap';
import {createMasker} from '../../../../source/core/secrets/mask-secrets.js';
import {openRunLogFile} from '../../../../source/clouds/local/actions-api/run-log-file.js';

const clock = {now: () => Date.parse('2026-03-01T12:00:00.123Z'), sleep: async () => undefined};
const time = '2026-03-01T12:00:00.1230000Z';

t.test('every line has its time, errors their mark, and pieces of lines are put together', async t => {
	const file = join(t.testdir({}), 'log');
	const log = openRunLogFile(file, clock);
	log.write('one\r\ntw');
	log.write('o\nthree');
	log.writeError('broken');
	log.write('four');
	log.close();
	log.close();
	log.write('too late\n');
	t.equal(readFileSync(file, 'utf8'), ['one', 'two', 'three', '##[error]broken', 'four'].map(line => `${time} ${line}\n`).join(''));
	t.equal(statSync(file).mode % 0o1000, 0o600);
});

t.test('secrets are masked as they are written', async t => {
	const file = join(t.testdir({}), 'log');
	const log = openRunLogFile(file, clock, {mask: createMasker(['a-secret-value', 'two\nlines-of-it'])});
	log.write('the value is a-secr');
	log.write('et-value!\nand lines-of-it\n');
	log.writeError('a-secret-value');
	log.close();
	t.equal(readFileSync(file, 'utf8'), ['the value is ***!', 'and ***', '##[error]***'].map(line => `${time} ${line}\n`).join(''));
});

t.test('of a log that is too long beginning and end are kept, with a sentence between them', async t => {
	const file = join(t.testdir({}), 'log');
	const log = openRunLogFile(file, clock, {maxLength: 1024 * 1024, mask: createMasker(['a-secret-value'])});
	const line = 'x'.repeat(1000);
	for (let number = 0; number < 5000; number++) {
		log.write(`${number} ${line}\n`);
	}

	log.write('a-secret-value\n');
	log.writeError('Process completed with exit code 1.');
	log.close();
	const text = readFileSync(file, 'utf8');
	t.ok(text.length < 1.7 * 1024 * 1024, String(text.length));
	const lines = text.trimEnd().split('\n');
	const gap = lines.findIndex(each => /##\[warning]This log is longer than 1 MB: \d+ KB of it are left out here\.$/.test(each));
	const numbers = lines.map(each => Number(each.split(' ')[1]));
	t.same(numbers.slice(0, gap), Array.from({length: gap}, (_, index) => index), 'the beginning is whole');
	t.same(numbers.slice(gap + 1, -2), Array.from({length: lines.length - gap - 3}, (_, index) => 5000 - (lines.length - gap - 3) + index), 'so is the end');
	t.same(lines.slice(-2), [`${time} ***`, `${time} ##[error]Process completed with exit code 1.`]);
});

t.test('a log that is just as long as is kept has no gap', async t => {
	const file = join(t.testdir({}), 'log');
	const log = openRunLogFile(file, clock, {maxLength: 100});
	log.write(`${'x'.repeat(200)}\nend\n`);
	log.write('more\n');
	log.close();
	t.equal(readFileSync(file, 'utf8'), ['x'.repeat(200), 'end', 'more'].map(line => `${time} ${line}\n`).join(''));
});
