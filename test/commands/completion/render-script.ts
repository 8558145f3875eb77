import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t, {type Test} from 'tap';
import {renderScript} from '../../../source/commands/completion/render-script.js';
import {unquoteWord} from '../../../source/commands/completion/unquote-word.js';
import {openTerminal} from '../../support/cli/open-terminal.js';
import {bareEnvironment, binFile, runBin} from '../../support/cli/run-bin.js';

t.setTimeout(120_000);

const hostile = 'x`touch${IFS}PWNED`.json'; // eslint-disable-line no-template-curly-in-string -- shell code as a name
const spaced = 'a b\'s "c".json';

/** A folder of documents with names that shells take for more than names, and the program on the path. */
const open = (t: Test) => {
	const folder = t.testdir({bin: {}, [hostile]: '{}', [spaced]: '{}', 'esc\u001B.json': '{}', 'two\nlines.json': '{}', plain: {'in.json': '{}'}});
	fs.writeFileSync(path.join(folder, 'bin/faasr-tui'), `#!/bin/sh\nexec '${process.execPath}' '${binFile}' "$@"\n`, {mode: 0o755});
	return {folder, env: {...bareEnvironment(), PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`}};
};

/** What bash completes the words to, each as it would stand on the command line, and what the program would then be given. */
const completeInBash = (t: Test, words: readonly string[], script = 'bash') => {
	const {folder, env} = open(t);
	const {stdout, stderr} = spawnSync('bash', ['--norc', '-c', `
		eval "$(faasr-tui completion ${script})"
		COMP_WORDS=(faasr-tui "$@"); COMP_CWORD=$#
		_faasr_tui_complete
		for word in "\${COMPREPLY[@]}"; do eval "given=$word"; printf '%s\\t%s\\n' "$word" "$given"; done
		[ -e PWNED ] && echo PWNED; true
	`, 'bash', ...words], {cwd: folder, env, encoding: 'utf8'});
	t.equal(stderr, '');
	return stdout.split('\n').filter(Boolean).map(line => line.split('\t'));
};

t.test('bash gets quoted names, which mean themselves; those that cannot be typed are left out', async t => {
	for (const script of ['bash', '']) {
		t.same(new Set(completeInBash(t, ['validate', ''], script).map(([, given]) => given)), new Set([spaced, 'bin/', 'plain/', hostile]));
	}

	t.same(completeInBash(t, ['validate', 'x']), [[String.raw`x\`touch\$\{IFS\}PWNED\`.json`, hostile]]);
	t.same(completeInBash(t, ['validate', String.raw`a\ b`]).map(([, given]) => given), [spaced], 'a word that is quoted already');
	t.same(completeInBash(t, ['validate', 'plain/']), [['plain/in.json', 'plain/in.json']]);
	t.same(completeInBash(t, ['ls', '--lim']), [['--limit', '--limit']]);
	t.same(completeInBash(t, ['comp']), [['completion', 'completion']]);
});

t.test('within quotes that are open only what means itself there is offered', async t => {
	const {folder, env} = open(t);
	const {stdout} = spawnSync('bash', ['--norc', '-c', 'eval "$(faasr-tui completion)"; COMP_WORDS=(faasr-tui validate "\\""); COMP_CWORD=2; _faasr_tui_complete; printf "%s\\n" "${COMPREPLY[@]}"'], {cwd: folder, env, encoding: 'utf8'}); // eslint-disable-line no-template-curly-in-string -- shell code
	t.same(new Set(stdout.split('\n').filter(Boolean)), new Set(['bin/', 'plain/']));
});

t.test('quotes and backslashes are taken off a word', async t => {
	t.equal(unquoteWord(String.raw`a\ b`), 'a b');
	t.equal(unquoteWord('"a b'), 'a b');
	t.equal(unquoteWord(String.raw`'a\b'"c\"d"e`), String.raw`a\bc"de`);
	t.equal(unquoteWord('plain$x\\'), 'plain$x');
});

t.test('nothing of bash 4 is needed, and completion --help is help', async t => {
	t.notMatch(renderScript('bash'), /mapfile|readarray|declare -A|\$\{\w+,,/u);
	t.match(renderScript('bash'), 'if type compopt');
	t.match(renderScript('fish'), 'complete -c faasr-tui -f -a');
	for (const shell of ['bash', 'zsh', 'fish'] as const) {
		t.notMatch(renderScript(shell), /REQUEST|QUOTED=|\\\$\{/u);
	}

	const {stdout} = await runBin(['completion', '--help']);
	t.match(stdout, /^faasr-tui completion \[shell\][^]*eval "\$\(faasr-tui completion\)"/u);
	t.equal((await runBin(['completion', 'tcsh'])).code, 2);
	t.equal((await runBin(['completion', 'fish'])).stdout, renderScript('fish'));
});

const hasZsh = spawnSync('zsh', ['--version']).status === 0;

t.test('zsh completes without compinit, whatever SHELL says, and quotes what it puts on the command line', {skip: hasZsh ? false : 'no zsh'}, async t => {
	const {folder, env} = open(t);
	const terminal = openTerminal(`cd '${folder}' && PS1='ready> ' exec zsh -f -i`, {columns: 100, rows: 30, env: {PATH: env.PATH, SHELL: '/bin/bash'}});
	t.teardown(() => {
		terminal.kill('SIGKILL');
	});
	const has = (text: string) => (lines: readonly string[]): boolean => lines.some(line => line.includes(text));
	await terminal.waitFor(has('ready>'), 'zsh is there');
	terminal.type('eval "$(faasr-tui completion)" && echo loa""ded\r');
	await terminal.waitFor(has('loaded'), 'the script is loaded');
	terminal.type('faasr-tui validate x\t');
	await terminal.waitFor(has('PWNED'), 'the name is completed');
	terminal.type('\r');
	await terminal.waitFor(has('is invalid'), 'the document is validated');
	t.notOk(fs.existsSync(path.join(folder, 'PWNED')));
	terminal.type('faasr-tui validate plain/\t\r');
	await terminal.waitFor(has('plain/in.json is invalid'), 'a document in a folder');
	terminal.type('exit\r');
	await terminal.exited;
});
