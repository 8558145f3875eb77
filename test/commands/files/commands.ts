import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {getPartName} from '../../../source/commands/files/download-file.js';
import {openTerminal} from '../../support/cli/open-terminal.js';
import {binFile, runBin} from '../../support/cli/run-bin.js';
import {oddKeys, writeFilesWorkflow} from '../../support/files-workflow.js';
import {makeFolder} from '../../support/make-folder.js';

// Real processes, several one after the other.
t.setTimeout(240_000);

const listBelow = (folder: string): readonly string[] => fs.readdirSync(folder, {recursive: true, withFileTypes: true})
	.filter(entry => entry.isFile())
	.map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
	.sort();

t.test('what a run on this machine wrote to two stores is listed, fetched and written, each by a process of its own', async t => {
	const folder = makeFolder(t);
	const file = writeFilesWorkflow(folder);
	const local = ['--local', '--data-dir', path.join(folder, 'd')];
	const tell = async (...words: readonly string[]) => runBin([...words, ...local], {cwd: folder});
	const ran = await tell(file, '--ci');
	t.equal(ran.code, 0, ran.stdout + ran.stderr);

	const listed = await tell('files', file, '--json');
	const {files, notes, prefixes} = JSON.parse(listed.stdout) as {readonly files: ReadonlyArray<Record<string, unknown>>; readonly notes: readonly string[]; readonly prefixes: readonly string[]};
	t.strictSame(files.map(({store, key, node}) => [store, key, node]), [
		...oddKeys.toSorted().map(key => ['S3', key, 'first']),
		...['big.bin', 'color.txt', 'commands.txt', 'plots/mean.csv', 'sum.csv'].map(name => ['Second', `more/${name}`, 'second']),
	]);
	t.match(files.at(-1), {sizeBytes: 19, etag: /^[\da-f]{32}$/u, modifiedAt: /^\d{4}-.*Z$/u, sureness: /^(?:request|named)$/u, nodes: ['second']});
	t.strictSame(notes, []);
	t.ok(prefixes.includes('data/') && prefixes.includes('more/'));
	t.match((await tell('files', file, '--node', 'second')).stdout, /^NODE +NAME +SIZE +TIME \(UTC\) +STORE\nsecond +more\/big\.bin +10\.2 MB +\S+ \S+ +Second\n/u);

	const all = await tell('get', file, '--all', '-o', 'all');
	t.equal(all.code, 0, all.stderr);
	t.strictSame(listBelow(path.join(folder, 'all')), [
		'data/%2E%2E/%2E%2E/escape.txt', 'data/a b+c%25/é😀.csv', 'data/plots/mean.csv', 'data/tab%09here', 'more/big.bin', 'more/color.txt', 'more/commands.txt', 'more/plots/mean.csv', 'more/sum.csv',
	]);
	t.equal(fs.readFileSync(path.join(folder, 'all/data/plots/mean.csv'), 'utf8'), 'content of plots/mean.csv\n');
	t.match((await tell('get', file, '--all', '-o', 'all')).stdout, /^all\/more\/sum\.csv {2}19 B, there already$/mu);

	const big = path.join(folder, 'all/more/big.bin');
	const whole = fs.readFileSync(big);
	const listedBig = files.find(({key}) => key === 'more/big.bin') as {readonly etag: string; readonly modifiedAt: string};
	const part = path.join(folder, getPartName({store: 'Second', key: 'more/big.bin', sizeBytes: whole.length, etag: listedBig.etag, modifiedAt: Date.parse(listedBig.modifiedAt)}));
	fs.writeFileSync(part, whole.subarray(0, 5_000_000));
	fs.writeFileSync(path.join(folder, 'big.bin.part'), 'mine');
	t.match(await tell('get', file, 'big.bin', 'sum.csv'), {code: 0, stdout: 'big.bin  10.2 MB\nsum.csv  19 B\n', stderr: ''});
	t.ok(fs.readFileSync(path.join(folder, 'big.bin')).equals(whole), 'gone on with');
	t.notOk(fs.existsSync(part));
	t.equal(fs.readFileSync(path.join(folder, 'big.bin.part'), 'utf8'), 'mine');

	fs.writeFileSync(path.join(folder, 'sum.csv'), 'mine');
	t.match(await tell('get', file, 'sum.csv'), {code: 2, stderr: /^\S+ sum\.csv is there already, and different\. Nothing was fetched\.\n.*--force/u});
	t.equal(fs.readFileSync(path.join(folder, 'sum.csv'), 'utf8'), 'mine');
	t.equal((await tell('get', file, 'sum.csv', '--force')).code, 0);
	t.equal(fs.readFileSync(path.join(folder, 'sum.csv'), 'utf8'), 'content of sum.csv\n');

	t.equal((await tell('cat', file, 'color.txt')).stdout, '\u001B[31mred\u001B[0m\u001B]0;title\u0007\nlast', 'as it is');
	const inJob = {cwd: folder, env: {...process.env, GITHUB_ACTIONS: 'true'}};
	t.match(await runBin(['cat', file, 'commands.txt', ...local], inJob), {
		code: 0, stdout: 'one\n: :error::two\n   : :set-output name=a::b\n# #[warning]three\nend',
		stderr: /^more\/commands\.txt has lines that would command the runner of this job: a blank was put into them\. --raw writes them as they are, "faasr-tui get" fetches the file\.\n$/u,
	});
	t.match(await runBin(['cat', file, 'commands.txt', '--raw', ...local], inJob), {stdout: /\n::error::two\n/u, stderr: ''});
	t.match(await runBin(['cat', file, 'sum.csv', ...local], inJob), {stdout: 'content of sum.csv\n', stderr: ''});
	t.match(await tell('cat', file, 'mean.csv'), {code: 2, stderr: /"mean\.csv" stands for 2 files: S3\/data\/plots\/mean\.csv, Second\/more\/plots\/mean\.csv\./u});
	t.match(await tell('get', file, 'smu.csv'), {code: 2, stderr: /wrote no file "smu\.csv"\.\n {2}Did you mean more\/sum\.csv\?/u});
	t.match(await tell('get', file), {code: 2, stderr: /No file is named\./u});
	t.match(await tell('get', file, 'sum.csv', '--all'), {code: 2, stderr: /sum\.csv is named, too/u});
	t.match(await tell('cat', file), {code: 2, stderr: /No file is named\./u});
	const {ActionList: actions, ...document} = JSON.parse(fs.readFileSync(file, 'utf8')) as {readonly ActionList: Readonly<Record<string, Readonly<Record<string, unknown>>>>};
	fs.writeFileSync(file, JSON.stringify({...document, ActionList: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, {...action, Arguments: {}}]))}));
	t.match(await tell('files', file), {code: 0, stdout: /^Run \S+ wrote no file below \S+ in data stores S3, Second\. --prefix names where else to look\.\n$/u});
	t.match(await tell('get', file, '--all'), {code: 0, stdout: /wrote no file below/u});
	t.match(await tell('cat', file, 'sum.csv'), {code: 2, stderr: /wrote no file below/u});
	t.equal((await tell('files', file, '--prefix', './data//plots/', '--prefix', 'more')).stdout.split('\n').filter(line => /mean\.csv|sum\.csv/u.test(line)).length, 3);
	t.match((await tell('files', file, '--prefix', '/')).stdout, /escape\.txt/u);
	t.match(await tell('files', file, '--node', 'third'), {code: 2, stderr: /no action or node "third"/u});
});

t.test('on a terminal text is harmless, what is none is refused, and progress leaves nothing behind', async t => {
	const folder = makeFolder(t);
	const file = writeFilesWorkflow(folder);
	const local = ['--local', '--data-dir', path.join(folder, 'd')];
	const ran = await runBin([file, '--ci', ...local], {cwd: folder});
	t.match(ran.stdout, /Fetch its files: faasr-tui get \S+ --all --invocation-id \S+ --local --data-dir \S+\n/u);
	t.match(ran.stdout.trimEnd().split('\n').at(-1), /^\[COMPLETED\] /u, 'the verdict stays last');
	const open = async (...words: readonly string[]) => {
		const terminal = openTerminal('cd "$1" && shift && exec "$@"', {columns: 100, rows: 10, args: [folder, process.execPath, binFile, ...words, ...local]});
		const code = await terminal.exited;
		return {code, output: terminal.output(), lines: terminal.lines().filter(line => line !== '')};
	};

	t.match(await open('cat', file, 'color.txt'), {code: 0, output: /^red\r\nlast\r\n$/u});
	t.match((await open('cat', file, 'big.bin')).lines, [/more\/big\.bin \(10\.2 MB\) is not a text that a terminal can show\./u, /faasr-tui get/u]);
	const got = await open('get', file, 'big.bin');
	t.match(got.output, /big\.bin 4\.00 MB of 10\.2 MB, 39 %/u);
	t.strictSame(got.lines, ['big.bin  10.2 MB']);
});
