import {spawn} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import t from 'tap';
import {asUser, bareEnvironment, projectFolder} from '../../support/cli/run-bin.js';
import {createDocument, startGithub} from '../../support/register/start-github.js';

const runScript = async (parameters: readonly string[], cwd: string, env: Readonly<Record<string, string>>) => new Promise<{code: number | undefined; stdout: string; stderr: string}>((resolve, reject) => {
	const child = spawn(...asUser([join(projectFolder, 'register_workflow.sh'), ...parameters]), {cwd, env: {...bareEnvironment(), ...env}});
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', chunk => {
		stdout += String(chunk);
	});
	child.stderr.on('data', chunk => {
		stderr += String(chunk);
	});
	child.on('error', reject);
	child.on('close', code => {
		resolve({code: code ?? undefined, stdout, stderr});
	});
});

await t.test('register_workflow.sh registers the named document, or workflows/main.json, with exit codes of its own', async t => {
	const github = await startGithub(t);
	const cwd = t.testdir({workflows: {'main.json': createDocument()}});
	writeFileSync(join(cwd, 'other.json'), createDocument({WorkflowName: 'other'}));
	const env = {GITHUB_API_URL: github.api.apiUrl, GITHUB_TOKEN: github.token};
	const dry = await runScript(['--dry-run'], cwd, env);
	t.match(dry, {code: 0, stderr: ''});
	t.match(dry.stdout, /create {4}\.github\/workflows\/example-start\.yml[\s\S]*Dry run: nothing was written\.\n$/);
	const named = await runScript(['--workflow-file', 'other.json'], cwd, env);
	t.match(named, {code: 0, stderr: ''});
	t.match(await github.readFile('.github/workflows/other-sum.yml'), 'name: other-sum');
	t.match(await runScript(['--workflow-file', 'other'], cwd, env), {code: 0, stdout: /Everything is registered already/});
	t.match(await runScript([], cwd, {GITHUB_API_URL: github.api.apiUrl}), {code: 4, stderr: /Credentials are missing/});
	t.match(await runScript([], cwd, {...env, GITHUB_TOKEN: 'CANARY'}), {code: 4, stderr: /^✖ GitHub refused (?:(?!CANARY)[\s\S])*$/});
	t.match(await runScript(['nowhere'], cwd, env), {code: 2, stderr: /nowhere/});
});
