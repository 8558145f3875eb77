import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {findRscript} from '../../../../source/clouds/local/runtimes/find-rscript.js';
import {findPython} from '../../../../source/clouds/local/runtimes/find-python.js';
import {probeCommand, probePython, probeR} from '../../../../source/clouds/local/runtimes/probe-command.js';

t.setTimeout(120_000);

const hasR = (await Promise.allSettled([findRscript()]))[0].status === 'fulfilled';

/** A stranger's folder, which is the current one: its files say so when an interpreter reads them, and a program of it that is on the PATH does. */
const enterTrap = (t: Test): (() => readonly string[]) => {
	const folder = t.testdir({
		'json.py': 'import os\nopen(os.path.join(os.path.dirname(os.path.abspath(__file__)), "SPRUNG-json"), "w")\nraise ImportError("of the folder")\n',
		'site.py': 'raise ImportError("of the folder")\n',
		'.Rprofile': `file.create(${JSON.stringify('SPRUNG-Rprofile')})\n`,
		'.Renviron': 'R_LIBS_USER=trap\nTRAP=sprung\n',
		'.python-version': 'no-such-version\n',
		'.tool-versions': 'python no-such-version\n',
		'true-of-the-folder': '#!/bin/sh\ntouch SPRUNG-path\n',
	});
	fs.chmodSync(path.join(folder, 'true-of-the-folder'), 0o755);
	const before = process.cwd();
	const variables = {PATH: `.:${process.env['PATH'] ?? ''}`, GITHUB_TOKEN: 'canary-of-a-token', PYTHONPATH: folder, PYTHONSTARTUP: path.join(folder, 'json.py')};
	const own = Object.fromEntries(Object.keys(variables).map(name => [name, process.env[name]]));
	process.chdir(folder);
	Object.assign(process.env, variables);
	t.teardown(() => {
		process.chdir(before);
		for (const [name, value] of Object.entries(own)) {
			if (value === undefined) {
				delete process.env[name]; // eslint-disable-line @typescript-eslint/no-dynamic-delete
			} else {
				process.env[name] = value;
			}
		}
	});
	return () => fs.readdirSync(folder).filter(name => name.startsWith('SPRUNG'));
};

type Test = {
	readonly testdir: (files: Record<string, string>) => string;
	readonly teardown: (end: () => void) => void;
};

t.test('Python imports nothing of the current folder and knows none of the user\'s secrets', async t => {
	const getSprung = enterTrap(t);
	const {text} = await probePython('python3', 'import os, sys, json; print(json.dumps([sys.path, os.getcwd(), dict(os.environ)]))');
	const [searched = [], cwd = '', env = {}] = JSON.parse(text ?? '[]') as [string[]?, string?, Record<string, string>?];
	t.ok(searched.length > 0);
	t.same(searched.filter(folder => !path.isAbsolute(folder) || folder.startsWith(process.cwd())), []);
	t.equal(cwd, '/');
	t.notMatch(JSON.stringify(env), /canary-of-a-token/u);
	t.equal(env['HOME'], process.env['HOME'], 'where the user\'s packages are is found all the same');
	t.same(getSprung(), []);
});

t.test('R reads neither profile nor environment file of the current folder', {skip: hasR ? false : 'no R with httr and jsonlite on this machine'}, async t => {
	const getSprung = enterTrap(t);
	t.same(await probeR('Rscript', 'cat(getwd(), Sys.getenv("TRAP"), Sys.getenv("GITHUB_TOKEN"), Sys.getenv("HOME"), sep = "|")'), {text: `/|||${process.env['HOME']}`});
	t.same(getSprung(), []);
});

t.test('a program of the current folder is not found, also with . on the PATH', async t => {
	const getSprung = enterTrap(t);
	t.same(await probeCommand('true-of-the-folder', []), {complaint: undefined});
	t.same(getSprung(), []);
	t.same(await probeCommand('echo', ['found']), {text: 'found\n'});
});

t.test('what cannot be used says why in its own first line', async t => {
	t.same(await probePython('python3', String.raw`import sys; print("\n  \x1b[31mbroken here\nmore", file=sys.stderr); sys.exit(1)`), {complaint: 'broken here'});
	await t.rejects(findPython('false'), {code: 'usage', message: /^No Python 3\.8 or later was found as false; the local cloud/});
	const command = path.join(t.testdir({python: '#!/bin/sh\necho "env: it is broken" >&2\nexit 127\n'}), 'python');
	fs.chmodSync(command, 0o755);
	await t.rejects(findPython(command), {message: /\(\S+: env: it is broken\); the local cloud/});
	await t.rejects(findRscript(command), {message: /\(it says: env: it is broken\); the local cloud/});
});
