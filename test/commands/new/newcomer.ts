import fs from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {runBin} from '../../support/cli/run-bin.js';
import {startWorkingGithub} from '../../support/github/start-working-github.js';

// Real processes and interpreters, several one after the other.
t.setTimeout(300_000);

/** Fills in the variables that `new` has left empty in `.env`. */
const fillIn = (folder: string, values: Readonly<Record<string, string>>): void => {
	const file = path.join(folder, '.env');
	const lines = fs.readFileSync(file, 'utf8').split('\n').map(line => {
		const [name = ''] = line.split('=');
		return values[name] === undefined ? line : `${name}=${values[name]}`;
	});
	fs.writeFileSync(file, lines.join('\n'));
};

for (const language of ['python', 'r']) {
	t.test(`from an empty folder to results on this machine, and from there to GitHub, in ${language}`, async t => {
		// No checkout surrounds it.
		const folder = fs.mkdtempSync(path.join(tmpdir(), 'faasr-tui-newcomer-'));
		const read = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');
		t.teardown(() => {
			fs.rmSync(folder, {recursive: true});
		});
		const github = await startWorkingGithub(t);
		const tell = async (...words: readonly string[]) => runBin(words, {cwd: folder, env: {GITHUB_API_URL: github.apiUrl, R_LIBS_USER: process.env['R_LIBS_USER']}});
		const succeed = async (...words: readonly string[]): Promise<string> => {
			const {code, stdout, stderr} = await tell(...words);
			t.equal(code, 0, `${words.join(' ')}\n${stdout}\n${stderr}`);
			return stdout;
		};

		const made = await succeed('new', 'tides', '--language', language, '--repository', 'newcomer/flows', '--endpoint', github.endpoint, '--bucket', github.bucket, '--region', 'us-east-1');
		t.match(made, 'faasr-tui tides.json --local');
		t.match(await succeed('validate', 'tides.json'), /is valid: 3 actions/);

		const local = ['--local', '--data-dir', 'data'];
		t.match(await succeed('tides.json', ...local, '--expect', '--reporter', 'html=local.html'), /assertions of tides\.expect\.yaml: \d+ ok\n[\s\S]*\[COMPLETED] completed=3 /);
		t.match(read('local.html'), /<b>plot\.png<\/b>[\s\S]*<img src="data:image\/png;base64,/);
		t.match(await succeed('files', 'tides.json', ...local), /plot\.png/);
		await succeed('get', 'tides.json', 'plot.png', ...local);
		t.match(fs.readFileSync(path.join(folder, 'plot.png')).toString('latin1'), /^\u0089PNG/);
		t.match(await succeed('report', 'tides.json', ...local, '-o', 'again.html'), /^\[COMPLETED] completed=3 /);
		t.match(read('again.html'), '<img src="data:image/png;base64,');

		t.match(await succeed('register', 'tides.json', '--dry-run'), /write {5}tides\.json\n/, 'without a token');
		fillIn(folder, {GITHUB_TOKEN: github.token, MY_S3_BUCKET_ACCESSKEY: github.accessKeyId, MY_S3_BUCKET_SECRETKEY: github.secretAccessKey});
		t.match(await tell('register', 'tides.json', '--secrets', '--yes'), {code: 5, stderr: /newcomer\/flows[\s\S]*--create/});
		t.match(await succeed('register', 'tides.json', '--secrets', '--create', '--yes'), /newcomer\/flows: created, private\.\nnewcomer\/flows@main: committed [\s\S]*created secret my_s3_bucket_secretkey/i);
		t.match(await succeed('doctor', 'tides.json'), /ready to run/i);
		const ran = await succeed('tides.json', '--ci', '--expect', '--reporter', 'lines', '--reporter', 'html=github.html');
		t.match(ran, /Running tides\.json on GitHub Actions newcomer\/flows@main[\s\S]*assertions of tides\.expect\.yaml: \d+ ok\n[\s\S]*\[COMPLETED] completed=3 /);
		t.match(read('github.html'), /<dd>GitHub Actions newcomer\/flows@main<\/dd>[\s\S]*<b>plot\.png<\/b>[\s\S]*<img src="data:image\/png;base64,/);
		for (const page of ['local.html', 'github.html', 'again.html'].map(name => read(name))) {
			for (const secret of [github.token, github.accessKeyId, github.secretAccessKey]) {
				t.notMatch(page, secret);
			}
		}
	});
}
