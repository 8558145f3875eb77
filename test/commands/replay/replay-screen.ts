import process from 'node:process';
import t from 'tap';
import {openTerminal} from '../../fixtures/cli/open-terminal.js';
import {binFile, projectFolder} from '../../fixtures/cli/run-bin.js';

t.setTimeout(180_000);

const has = (text: string) => (lines: readonly string[]): boolean => lines.some(line => line.includes(text));

t.test('a recording is shown on the screen to its end; nothing can be cancelled, q leaves with exit code 0', async t => {
	const file = `${projectFolder}test/fixtures/recording/failing.ndjson`;
	const terminal = openTerminal(`cd ${projectFolder} && '${process.execPath}' '${binFile}' replay '${file}' --speed 5; code=$?; echo "exit code $code"; exit $code`, {columns: 120, rows: 30});
	t.teardown(() => {
		terminal.kill('SIGKILL');
	});
	await terminal.waitFor(has('✗ FAILED'), 'the recorded run has failed');
	t.ok(has('invert-numbers')(terminal.lines()));
	t.ok(has('ZeroDivisionError: division by zero')(terminal.lines()));
	t.ok(terminal.isAlternate());
	terminal.type('x');
	await terminal.waitFor(has('there is nothing to cancel'), 'the key is answered');
	terminal.type('q');
	t.equal(await terminal.exited, 0);
	t.notOk(terminal.isAlternate());
});
