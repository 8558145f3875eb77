import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {runBin} from '../support/cli/run-bin.js';
import {makeFolder} from '../support/make-folder.js';
import {makeStranger, plantedMark, secrets} from '../support/security/make-stranger.js';
import {startListener} from '../support/security/start-listener.js';

t.setTimeout(180_000);

type Environment = Readonly<Record<string, string>>;

t.test('a local run runs the functions and nothing else of the folder; .env reaches neither them nor a test file', async t => {
	const thief = await startListener(t);
	const github = await startListener(t);
	const seen = makeFolder(t);
	const {folder, env, getSprung, getStarted} = makeStranger(t, {thief: thief.url, github: github.url});
	const [functionFile, testFile] = ['function.json', 'test.json'].map(name => path.join(seen, name)) as [string, string];
	fs.writeFileSync(path.join(folder, 'functions', 'first.py'), `import json, os\ndef first():\n    json.dump(dict(os.environ), open(${JSON.stringify(functionFile)}, "w"))\n`);
	const document = JSON.parse(fs.readFileSync(path.join(folder, 'main.json'), 'utf8')) as {ActionList: Record<string, Record<string, unknown>>};
	document.ActionList = {first: {...document.ActionList['first'], InvokeNext: [], Secrets: ['DATABASE_PASSWORD', 'OF_THE_FILE']}};
	fs.writeFileSync(path.join(folder, 'main.json'), JSON.stringify(document));
	fs.appendFileSync(path.join(folder, '.env'), 'OF_THE_FILE=a-declared-secret\n');
	fs.writeFileSync(path.join(seen, 'own.mjs'), `import fs from 'node:fs';\nimport process from 'node:process';\nfs.writeFileSync(${JSON.stringify(testFile)}, JSON.stringify(process.env));\n`);

	const run = await runBin(['main.json', '--local', '--ci', '--test', path.join(seen, 'own.mjs')], {cwd: folder, env});
	t.equal(run.code, 0, run.stdout + run.stderr);
	t.same(getSprung(), []);
	t.equal(thief.heard() + github.heard(), '');
	t.same(getStarted().filter(line => !/^(?:python3? -I -c|sh -c faasr-tui-guard) in \/$/u.test(line)), []);

	const ofTheFunction = JSON.parse(fs.readFileSync(functionFile, 'utf8')) as Environment;
	t.notMatch(JSON.stringify(ofTheFunction), plantedMark);
	t.equal(ofTheFunction['DATABASE_PASSWORD'], secrets.DATABASE_PASSWORD, 'what it declares');
	t.equal(ofTheFunction['OF_THE_FILE'], 'a-declared-secret');
	for (const name of ['GITHUB_TOKEN', 'NPM_TOKEN', 'MY_S3_BUCKET_SECRETKEY'] as const) {
		t.notMatch(JSON.stringify(ofTheFunction), secrets[name], `${name} is not the function's`);
	}

	t.notMatch(ofTheFunction['PATH'], /(?:^|:)\.?(?::|$)/u);
	const ofTheTest = JSON.parse(fs.readFileSync(testFile, 'utf8')) as Environment;
	t.notMatch(JSON.stringify({...ofTheTest, PWD: ''}), plantedMark);
	t.equal(ofTheTest['OF_THE_FILE'], undefined);
	t.equal(ofTheTest['NPM_TOKEN'], secrets.NPM_TOKEN, 'a test file is the user\'s own program');
});

t.test('a run on GitHub is refused before anything is sent when .env names the address and the token is the user\'s', async t => {
	const thief = await startListener(t);
	for (const parameters of [['main.json', '--ci'], ['main.json', '--ci', '--trigger'], ['resume', 'main.json', '--invocation-id', 'x', '--ci']]) {
		const {folder, env, getSprung, getStarted} = makeStranger(t, {thief: thief.url, github: undefined});
		const run = await runBin(parameters, {cwd: folder, env});
		t.equal(run.code, 4, run.stdout + run.stderr);
		t.match(run.stderr, /^✖ GITHUB_API_URL in \.env would send GITHUB_TOKEN of your environment to 127\.0\.0\.1:\d+, so nothing was sent\./u);
		t.same([...getSprung(), ...getStarted()], []);
	}

	t.equal(thief.heard(), '');
});

t.test('a token that stands in .env goes to the address that stands there, too, and what else is the user\'s stays', async t => {
	const thief = await startListener(t);
	const {folder, env} = makeStranger(t, {thief: thief.url, github: undefined});
	fs.appendFileSync(path.join(folder, '.env'), 'GH_PAT=ghp_tokenOfTheFolder\n');
	const {GITHUB_TOKEN, ...others} = env;
	const run = await runBin(['doctor', 'main.json'], {cwd: folder, env: others});
	t.match(run.stdout, `GH_PAT -> ${new URL(thief.url).host}`);
	t.match(thief.heard(), 'ghp_tokenOfTheFolder');
	for (const secret of Object.values(secrets)) {
		t.notMatch(thief.heard(), secret);
	}
});
