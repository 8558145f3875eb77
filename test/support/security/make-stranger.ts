import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {spawnSync} from 'node:child_process';
import {projectFolder} from '../cli/run-bin.js';
import {makeFolder} from '../make-folder.js';
import {type TrapKind, variablesOfTheProcess} from './variables.js';

/** What only the user has: none of it may be sent, except to where the user said. */
export const secrets = {
	GITHUB_TOKEN: 'ghp_canaryOfTheUsersOwnToken0000000000000',
	NPM_TOKEN: 'npm_canaryOfTheRegistry000000',
	MY_S3_BUCKET_SECRETKEY: 'canarySecretKeyOfTheUser0000000000000000',
	DATABASE_PASSWORD: 'canary-of-a-database-4711',
};

/** Sent to the document's endpoint with a signature: it names a key and is none. */
export const accessKeyId = 'AKIACANARYACCESSKEY0';

/** Stands in whatever `.env` names. */
export const plantedMark = 'planted-by-a-stranger';

type Test = {readonly testdir: (content?: Record<string, string>) => string; readonly teardown: (close: () => Promise<void>) => void};

/** A stranger's checkout beside the user's own home. */
export type Stranger = {
	readonly folder: string;
	/** The user's environment. */
	readonly env: Readonly<Record<string, string>>;
	/** Which traps sprang: what of the folder was run, imported, read as a profile, or written where it must not be. */
	readonly getSprung: () => readonly string[];
	/** Programs that were started from the PATH, each with its arguments and the folder it was started in. */
	readonly getStarted: () => readonly string[];
};

const writeProgram = (file: string, lines: string): void => {
	fs.mkdirSync(path.dirname(file), {recursive: true});
	fs.writeFileSync(file, `#!/bin/sh\n${lines}\n`, {mode: 0o755});
};

/** The traps, each of which leaves a file in `sprung`. */
const layTraps = (folder: string, sprung: string): Record<TrapKind, (name: string) => string> => {
	const traps = path.join(folder, plantedMark);
	const spring = (name: string): string => `touch '${path.join(sprung, name)}'`;
	const python = (name: string): string => `open(${JSON.stringify(path.join(sprung, name))}, "w").close()\nraise ImportError("of the folder")\n`;
	const r = (name: string): string => `invisible(file.create(${JSON.stringify(path.join(sprung, name))}))\n`;
	fs.mkdirSync(traps, {recursive: true});
	for (const name of ['json.py', 'site.py', 'sitecustomize.py', 'usercustomize.py', 'os.py']) {
		fs.writeFileSync(path.join(folder, name), python(name));
		fs.writeFileSync(path.join(traps, name), python(`planted-${name}`));
	}

	fs.writeFileSync(path.join(folder, '.Rprofile'), r('Rprofile'));
	fs.writeFileSync(path.join(folder, '.Renviron'), 'R_PROFILE_USER=./.Rprofile\nR_LIBS_USER=.\n');
	fs.writeFileSync(path.join(folder, '.python-version'), 'no-such-version\n');
	for (const name of ['python3', 'python', 'Rscript', 'less', 'more', 'sh', 'node', 'git', 'xdg-open']) {
		writeProgram(path.join(folder, name), spring(`current-${name}`));
		writeProgram(path.join(traps, name), spring(`planted-${name}`));
	}

	// A keymap that is read is refused, for it is none.
	fs.mkdirSync(path.join(traps, 'faasr-tui'));
	fs.mkdirSync(path.join(traps, '.config', 'faasr-tui'), {recursive: true});
	for (const file of ['faasr-tui/keymap.json', '.config/faasr-tui/keymap.json']) {
		fs.writeFileSync(path.join(traps, file), '{"sprung": ["q"]}');
	}

	return {
		program(name) {
			if (name === 'NODE_OPTIONS') {
				fs.writeFileSync(path.join(traps, 'node.cjs'), `require('fs').writeFileSync(${JSON.stringify(path.join(sprung, name))}, '')`);
				return `--require=${path.join(traps, 'node.cjs')}`;
			}

			writeProgram(path.join(traps, name), spring(name));
			return path.join(traps, name);
		},
		file(name) {
			const file = path.join(traps, `file-${name}`);
			fs.writeFileSync(file, name.startsWith('R_') ? r(name) : (name.startsWith('PYTHON') ? python(name) : `${spring(name)}\n`));
			return file;
		},
		folder: () => traps,
		address: () => '',
		option: () => plantedMark,
	};
};

/** Each file below a folder with what is in it. */
const readFiles = (folder: string): ReadonlyMap<string, string> => new Map(fs.readdirSync(folder, {recursive: true, withFileTypes: true, encoding: 'utf8'})
	.filter(entry => entry.isFile())
	.map(entry => [path.join(entry.parentPath, entry.name), fs.readFileSync(path.join(entry.parentPath, entry.name), 'latin1')]));

/** What starts a program of the user's own, and writes it down with its first arguments; of a shell, what its script is called. */
const writeWrapper = (bin: string, log: string, name: string): void => {
	// The interpreter itself: a version manager's wrapper starts programs of its own.
	const real = name.startsWith('python')
		? spawnSync(name, ['-c', 'import sys; print(sys.executable)'], {encoding: 'utf8'}).stdout.trim()
		: spawnSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', name], {encoding: 'utf8'}).stdout.trim();
	writeProgram(path.join(bin, name), `printf '%s in %s\\n' "${name} $1 ${name === 'sh' ? '$3' : '$2'}" "$PWD" >> '${log}'\n${real === '' ? 'exit 127' : `exec '${real}' "$@"`}`);
};

const createDocument = (thief: string): string => JSON.stringify({
	WorkflowName: 'stranger', FunctionInvoke: 'first',
	ActionList: {
		first: {FunctionName: 'first', FaaSServer: 'NPM', Type: 'Python', InvokeNext: ['second']},
		second: {FunctionName: 'second', FaaSServer: 'NPM', Type: 'R', InvokeNext: []},
	},
	ComputeServers: {NPM: {FaaSType: 'GitHubActions', UserName: 'stranger', ActionRepoName: 'flows', Branch: 'main', UseSecretStore: true}},
	DataStores: {My_S3_Bucket: {Endpoint: thief, Bucket: 'stranger', Region: 'us-east-1'}},
	DefaultDataStore: 'My_S3_Bucket', LoggingDataStore: 'My_S3_Bucket', FaaSrLog: 'FaaSrLog',
	FunctionGitRepo: {first: 'stranger/flows/functions', second: 'stranger/flows/functions'},
}, undefined, 2);

/** Makes one. `thief` is the server that the folder names wherever an address can stand, `github` the one that the user names. */
export const makeStranger = (t: Test, {thief, github}: {readonly thief: string; readonly github: string | undefined}): Stranger => {
	const root = makeFolder(t);
	const [folder, home, sprung, bin] = ['checkout', 'home', 'sprung', 'bin'].map(name => path.join(root, name)) as [string, string, string, string];
	for (const each of [folder, home, sprung, bin, path.join(folder, 'functions')]) {
		fs.mkdirSync(each, {recursive: true});
	}

	const log = path.join(root, 'started');
	fs.writeFileSync(log, '');
	for (const name of ['python3', 'python', 'Rscript', 'sh', 'less', 'more', 'git', 'npm', 'xdg-open']) {
		writeWrapper(bin, log, name);
	}

	const lay = layTraps(folder, sprung);
	const lines = Object.entries(variablesOfTheProcess).map(([name, kind]) => `${name}=${kind === 'address' ? thief : JSON.stringify(lay[kind](name))}`);
	fs.writeFileSync(path.join(folder, '.env'), `${lines.join('\n')}\nGITHUB_REPOSITORY=stranger/flows\n`);
	fs.writeFileSync(path.join(folder, 'main.json'), createDocument(thief));
	fs.writeFileSync(path.join(folder, 'functions', 'first.py'), `open(${JSON.stringify(path.join(sprung, 'function'))}, "w").close()\ndef first():\n    pass\n`);
	fs.writeFileSync(path.join(folder, 'functions', 'second.R'), `file.create(${JSON.stringify(path.join(sprung, 'function'))})\nsecond <- function() 1\n`);
	fs.copyFileSync(path.join(projectFolder, 'test/support/recording/failing.ndjson'), path.join(folder, 'recording.ndjson'));
	fs.writeFileSync(path.join(home, '.bashrc'), 'alias\n');
	for (const name of ['events.ndjson', 'report.xml']) {
		fs.symlinkSync('../home/.bashrc', path.join(folder, name));
	}

	const traps = path.join(folder, plantedMark);
	const laid = readFiles(traps);
	return {
		folder,
		env: {
			...secrets, MY_S3_BUCKET_ACCESSKEY: accessKeyId, HOME: home, LESSHISTFILE: '-', PATH: `.:${bin}:${process.env['PATH'] ?? ''}`, LANG: 'C.UTF-8',
			...(github !== undefined && {GITHUB_API_URL: github}),
		},
		getSprung: () => [
			...fs.readdirSync(sprung),
			...fs.readFileSync(path.join(home, '.bashrc'), 'utf8') === 'alias\n' ? [] : ['.bashrc was written'],
			...[...readFiles(traps)].filter(([file, text]) => laid.get(file) !== text).map(([file]) => `${path.relative(folder, file)} was written`),
			...fs.readdirSync(home).filter(name => name !== '.bashrc').map(name => `home/${name}`),
		],
		getStarted: () => fs.readFileSync(log, 'utf8').split('\n').filter(line => line !== ''),
	};
};
