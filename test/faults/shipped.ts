import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {asUser, bareEnvironment, projectFolder} from '../support/cli/run-bin.js';

t.setTimeout(240_000);

type Package = {readonly version: string; readonly bin: Readonly<Record<string, string>>; readonly dependencies: Readonly<Record<string, string>>; readonly devDependencies: Readonly<Record<string, string>>};
type Locked = Partial<Package> & {readonly integrity?: string; readonly link?: boolean; readonly resolved?: string; readonly dev?: boolean; readonly devOptional?: boolean; readonly optional?: boolean; readonly hasInstallScript?: boolean};
type Packed = {readonly filename: string; readonly files: ReadonlyArray<{readonly path: string; readonly mode: number}>};

const readJson = <T>(file: string): T => JSON.parse(fs.readFileSync(path.join(projectFolder, file), 'utf8')) as T;

const manifest = readJson<Package>('package.json');
const locked = readJson<{readonly lockfileVersion: number; readonly packages: Readonly<Record<string, Locked>>}>('package-lock.json');
const installed = Object.entries(locked.packages).filter(([place]) => place.startsWith('node_modules/'));
/** What `npm install faasr-tui` brings. */
const production = installed.filter(([, {dev, devOptional}]) => dev !== true && devOptional !== true);

t.test('there are few direct dependencies, and docs/dependencies.md justifies each in one line and no other', async t => {
	const doc = fs.readFileSync(path.join(projectFolder, 'docs/dependencies.md'), 'utf8');
	const rows = [...doc.matchAll(/^\| `(?<name>[^`]+)` \| (?<why>[^|]{20,}) \|$/gmu)].flatMap(({groups}) => groups?.['name'] ?? []);
	t.same(rows.toSorted(), Object.keys(manifest.dependencies).toSorted());
	t.ok(rows.length < 16);
});

t.test('the lockfile is that of package.json, and pins every package by its hash', async t => {
	t.equal(locked.lockfileVersion, 3);
	const {dependencies, devDependencies, version, bin} = locked.packages['']!;
	t.same({dependencies, devDependencies, version, bin}, {
		dependencies: manifest.dependencies, devDependencies: manifest.devDependencies, version: manifest.version, bin: manifest.bin,
	});
	t.same(installed.filter(([, {integrity, link}]) => link !== true && !/^sha512-[\w+/=]{88}$/u.test(integrity ?? '')).map(([place]) => place), []);
	t.same(installed.filter(([, {link, resolved}]) => link === true && resolved?.startsWith('test/support/') !== true), [], 'links lead to our own files');
	t.same(installed.filter(([, {link, resolved}]) => link !== true && resolved !== undefined).map(([place]) => place), [], 'a hash says what a package is, no address');
	const missing = Object.keys(manifest.dependencies).filter(name => !production.some(([place]) => place === `node_modules/${name}`));
	t.same(missing, []);
});

t.test('the name is not ours on the registry: nothing can be published by mistake, and nobody is told to fetch it', async t => {
	t.equal(readJson<{readonly private?: boolean}>('package.json').private, true);
	const pages = ['README.md', ...fs.readdirSync(path.join(projectFolder, 'docs')).filter(name => name.endsWith('.md')).map(name => `docs/${name}`)];
	const lines = pages.flatMap(page => fs.readFileSync(path.join(projectFolder, page), 'utf8').split('\n').map(line => `${page}: ${line}`));
	t.ok(lines.some(line => line.includes('npx --no-install faasr-tui')));
	t.same(lines.filter(line => /(?:npx|npm exec|npm create|pnpm dlx|yarn dlx|bunx)\s+(?:-y\s+|--yes\s+|--\s+)?faasr-tui/u.test(line)), []);
	t.same(lines.filter(line => /npm (?:i|install|add)\b(?:\s+-\S+)*\s+faasr-tui/u.test(line)), []);
});

const audits = [
	['the registry does not answer', '{"message": "405 Method Not Allowed", "statusCode": 405}', 0, /does not answer, so nothing is known/u],
	['no JSON comes', 'npm error', 0, /nothing is known/u],
	['there is nothing severe', '{"auditReportVersion": 2, "vulnerabilities": {"a": {"name": "a", "severity": "low", "range": "*"}}}', 0, /0 severe/u],
	['a package has a severe weakness', '{"auditReportVersion": 2, "vulnerabilities": {"a": {"name": "a", "severity": "critical", "range": "<2"}}}', 1, /critical: a <2\n.*1 severe/u],
] as const;

for (const [what, answer, code, sentence] of audits) {
	t.test(`CI asks the registry for known weaknesses: ${what}`, async t => {
		const folder = t.testdir({npm: `#!/bin/sh\ncat <<'END'\n${answer}\nEND\nexit 1\n`});
		fs.chmodSync(path.join(folder, 'npm'), 0o755);
		const {status, stdout} = spawnSync(process.execPath, [path.join(projectFolder, '.ci/audit.mjs')], {encoding: 'utf8', env: {PATH: `${folder}:${process.env['PATH'] ?? ''}`}});
		t.equal(status, code);
		t.match(stdout, sentence);
	});
}

t.test('nothing that is installed with faasr-tui needs an install script', async t => {
	t.ok(production.length > 50);
	t.same(production.filter(([, {hasInstallScript}]) => hasInstallScript === true).map(([place]) => place), []);
	// `prepare` runs in a checkout and for a git address, where there is something to build; never for the package itself.
	t.notOk(Object.keys(readJson<{readonly scripts: Readonly<Record<string, string>>}>('package.json').scripts).some(name => /^(?:pre|post)?install$/u.test(name)));
});

const run = (command: string, parameters: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) => {
	const {status, stdout, stderr} = spawnSync(...asUser([command, ...parameters], env), {cwd, env: {...bareEnvironment(), ...env}, encoding: 'utf8', maxBuffer: 50_000_000});
	return {status, stdout, stderr};
};

// The build is there (pretest), and building again would take it from the tests beside this one.
const pack = (folder: string): Packed => {
	const {stdout, stderr} = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], projectFolder, {npm_config_cache: path.join(folder, 'cache'), npm_config_offline: 'true', npm_config_update_notifier: 'false'});
	const [packed] = JSON.parse(stdout === '' ? `[${JSON.stringify({filename: stderr, files: []})}]` : stdout) as readonly Packed[];
	return packed!;
};

/** Everything that belongs into the package. */
const wanted = [
	/^(?:LICENSE|README\.md|package\.json|\.env\.template|register_workflow\.sh)$/u,
	/^docs\/[\w-]+\.(?:md|schema\.json)$/u,
	/^docs\/pictures\/[\w-]+\.(?:png|svg)$/u,
	/^workflows\/[\w-]+\.json$/u,
	/^workflows\/functions\/\w+\.(?:py|R)$/u,
	/^dist\/bin\/[\w.-]+\.js$/u,
	/^dist\/(?!bin\/|screen\/|commands\/|build\/|cli)[\w./-]+\.(?:js|d\.ts)$/u,
	/^dist\/(?:clouds\/local\/runtimes\/(?:python|r)|new\/functions)\/[\w/]+\.(?:py|R)$/u,
];

/** An empty project in which the packed tarball lies as npm would put it, with only the packages beside it that npm would install. */
const install = (folder: string, tarball: string): string => {
	const modules = path.join(folder, 'node_modules');
	const own = path.join(modules, 'faasr-tui');
	fs.mkdirSync(own, {recursive: true});
	run('tar', ['-xzf', tarball, '--strip-components=1', '-C', own], folder);
	for (const [place, {optional}] of production.filter(([place]) => place.lastIndexOf('node_modules/') === 0)) {
		const from = path.join(projectFolder, place);
		// Of optional packages npm installs those for this system.
		if (optional !== true || fs.existsSync(from)) {
			fs.mkdirSync(path.dirname(path.join(folder, place)), {recursive: true});
			fs.symlinkSync(from, path.join(folder, place));
		}
	}

	fs.mkdirSync(path.join(modules, '.bin'));
	for (const [name, file] of Object.entries(manifest.bin)) {
		fs.symlinkSync(path.join('../faasr-tui', file), path.join(modules, '.bin', name));
	}

	fs.writeFileSync(path.join(folder, 'package.json'), '{"name": "empty", "private": true}');
	return own;
};

// Packages are looked for beside the links, not where those lead to, where all of ours are.
const withLinks = {NODE_OPTIONS: '--preserve-symlinks'};

t.test('the packed tarball has what runs and what explains it, nothing else, and runs in an empty folder', async t => {
	// Not below the repository, whose own node_modules would be found.
	const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'faasr-tui-shipped-'));
	t.teardown(() => {
		fs.rmSync(folder, {recursive: true, force: true});
	});
	fs.mkdirSync(path.join(folder, 'packed'));
	fs.mkdirSync(path.join(folder, 'project'));
	const packed = pack(path.join(folder, 'packed'));
	const files = packed.files.map(file => file.path);
	t.same(files.filter(file => !wanted.some(pattern => pattern.test(file))), []);
	for (const file of ['LICENSE', 'README.md', 'docs/events.md', 'docs/faults.md', 'docs/dependencies.md', 'docs/events.schema.json', '.env.template', 'workflows/main.json', 'dist/index.js', 'dist/index.d.ts', 'dist/testing/index.js', 'dist/testing/index.d.ts', ...Object.values(manifest.bin)]) {
		t.ok(files.includes(file), file);
	}

	t.same(packed.files.filter(({mode}) => mode % 8 % 2 === 1).map(file => file.path).toSorted(), [...Object.values(manifest.bin), 'register_workflow.sh'].toSorted(), 'programs may be executed');
	const project = path.join(folder, 'project');
	const own = install(project, path.join(folder, 'packed', packed.filename));
	const bin = path.join('node_modules/.bin', 'faasr-tui');
	const version = run(bin, ['--version'], project, withLinks);
	t.same(version, {status: 0, stdout: `${manifest.version}\n`, stderr: ''});
	t.match(run(bin, ['--help'], project, withLinks), {status: 0, stdout: /faasr-tui .*workflow/u, stderr: ''});
	t.match(run(bin, ['validate', path.join(own, 'workflows/main.json')], project, withLinks), {status: 0, stdout: /is valid: /u});
	t.match(run(path.join(own, 'register_workflow.sh'), ['--help'], project, withLinks), {status: 0, stdout: /register/u});
	fs.cpSync(path.join(own, 'workflows'), path.join(project, 'workflows'), {recursive: true});
	const local = run(bin, ['tutorial.json', '--local', '--ci'], project, withLinks);
	t.equal(local.status, 0, local.stderr);
	t.match(local.stdout, /\n\[COMPLETED\] completed=2 elapsed=[\d.]+s\n$/u);
	const imported = run(process.execPath, ['--input-type=module', '-e', 'const a = await import("faasr-tui"); const b = await import("faasr-tui/testing"); console.log(Object.keys(a).join(" "), "|", Object.keys(b).join(" ")); const r = new a.WorkflowRunner({workflowFile: "workflows/tutorial.json", local: true}); await r.triggerWorkflow(); console.log((await r.result()).outcome); await r.cleanup();'], project, withLinks);
	t.equal(imported.stderr, '');
	t.match(run(bin, ['new', 'demo', '--yes', '--dir', 'workflows'], project, withLinks), {status: 0, stdout: /created {4}functions\/plot\.py/u});
	t.match(imported.stdout, /WorkflowRunner.* \| .*useWorkflow.*\nCOMPLETED\n$/u);
	t.match(run(process.execPath, ['-e', 'import("ink-nowhere").catch(error => console.log(error.code)); import("fast-check").catch(error => console.log(error.code))'], project, withLinks).stdout, 'ERR_MODULE_NOT_FOUND\nERR_MODULE_NOT_FOUND\n', 'our own development packages are out of sight');
	t.notOk(fs.readdirSync(project).some(name => name === '.env' || name === 'dist'), 'nothing was left beside the project\'s files');
});
