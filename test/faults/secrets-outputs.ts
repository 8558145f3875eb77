import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import t, {type Test} from 'tap';
import {startRunCi} from '../support/faults/in-process-run.js';
import {createMemoryOutput} from '../support/memory-output.js';
import {createFakeCloud, startLine, writeDocument} from '../support/runner/fake-cloud.js';
import {graphCommand} from '../../source/commands/graph/graph.js';
import {doctor} from '../../source/commands/doctor/doctor.js';
import {ls} from '../../source/commands/ls/ls.js';
import {logs} from '../../source/commands/logs/logs.js';
import {replayCi} from '../../source/commands/replay/replay-ci.js';
import {validateCommand} from '../../source/commands/validate/validate.js';
import {withMaskedOutput} from '../../source/commands/with-masked-output.js';
import {loadWorkflow} from '../../source/run/runner/load-workflow.js';
import {systemClock} from '../../source/ports/clock/system-clock.js';
import {createMasker} from '../../source/core/secrets/mask-secrets.js';
import {createErrorCleaner, createKnownSecrets} from '../../source/environment/error-cleaner.js';
import {describeFailure} from '../../source/ports/errors/describe-failure.js';
import {parseRecording} from '../../source/report/recording/read-recording.js';
import {openReporters} from '../../source/report/open-reporters.js';
import {WorkflowRunner} from '../../source/run/runner/workflow-runner.js';

// A real function on a machine that may be busy.
t.setTimeout(120_000);

// No secret of anybody's: values that can be told from everything else, with characters that encodings change.
const canaries = {
	GITHUB_TOKEN: 'canary-0/Token+of=github&4711',
	MY_S3_BUCKET_ACCESSKEY: 'CANARY1ACCESSKEY',
	MY_S3_BUCKET_SECRETKEY: 'canary-2/Secret+key=4711',
	DATABASE_PASSWORD: String.raw`canary-3 pass"word\4711`,
} as const;
const documentCanaries = ['canary-4-secret-key-in-the-document', 'canary-5-token-in-the-document'] as const;
const urlCanary = 'canary-6-in-a-url';
const writeAddress = (password: string): string => `https://user:${password}@example.org/path`;
// Known to nobody, but of the shape of GitHub's tokens.
const unknownToken = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
const everyCanary: readonly string[] = [...Object.values(canaries), ...documentCanaries, urlCanary];

/** Forms in which a function may have printed a value: none of them may come out. */
const forms = (value: string): readonly string[] => [
	value, Buffer.from(value).toString('base64'), Buffer.from(`user:${value}`).toString('base64').slice(8, -4), encodeURIComponent(value), JSON.stringify(value).slice(1, -1),
	JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1),
];

/** Fails for every form of every canary in a text. */
const checkClean = (t: Test, text: string, what: string, values = everyCanary): void => {
	t.ok(text.length > 0, `${what} is not empty`);
	for (const value of values) {
		t.same(forms(value).filter(form => text.includes(form)), [], `${what}: ${value}`);
	}
};

// Prints everything it is told and everything it finds, in every disguise, and raises with it.
const leakyFunction = `
def leaky(told, folder, address):
    import base64, json, os, urllib.parse
    own = [value for name, value in os.environ.items() if name.endswith(("_PAT", "_AccessKey", "_SecretKey", "PASSWORD"))]
    with open(os.path.join(folder, "own.json"), "w") as file:
        json.dump(own, file)
    for value in told + own:
        faasr_log("plain " + value)
        faasr_log("colour " + value[:6] + "\\x1b[31m" + value[6:] + "\\x1b[0m")
        faasr_log("hidden " + value[:6] + "\\u200b" + value[6:])
        faasr_log("title \\x1b]0;" + value + "\\x07 " + value)
        faasr_log("base64 " + base64.b64encode(value.encode()).decode())
        faasr_log("basic " + base64.b64encode(("user:" + value).encode()).decode())
        faasr_log("uri " + urllib.parse.quote(value, safe=""))
        faasr_log("json " + json.dumps({"value": value}) + json.dumps(json.dumps(value)))
        print("printed " + value)
    faasr_log(address)
    raise ValueError("it broke with " + " ".join(told + own))
`;

const writeLeakyDocument = (folder: string): string => {
	const file = path.join(folder, 'leaky.json');
	fs.mkdirSync(path.join(folder, 'functions'));
	fs.writeFileSync(path.join(folder, 'functions', 'leaky.py'), leakyFunction);
	fs.writeFileSync(file, JSON.stringify({
		WorkflowName: 'leaky', FunctionInvoke: 'leaky', FaaSrLog: 'FaaSrLog', DefaultDataStore: 'S3', LoggingDataStore: 'S3',
		Secrets: ['DATABASE_PASSWORD'],
		ComputeServers: {GH: {FaaSType: 'GitHubActions', UserName: 'someone', ActionRepoName: 'repo', Branch: 'main', UseSecretStore: true, Token: documentCanaries[1]}},
		DataStores: {S3: {Endpoint: 'https://s3.example.org', Bucket: 'bucket', Region: 'us-east-1', SecretKey: documentCanaries[0]}},
		ActionContainers: {leaky: 'ghcr.io/faasr/github-actions-python:latest'}, FunctionGitRepo: {leaky: 'someone/repo/main/functions/leaky.py'},
		ActionList: {leaky: {FunctionName: 'leaky', FaaSServer: 'GH', Type: 'Python', InvokeNext: [], Arguments: {folder, address: writeAddress(urlCanary), told: [...everyCanary.filter(value => value !== urlCanary), unknownToken]}}},
	}));
	return file;
};

t.test('no secret stands in any report of a run, in its recording, in replays of it, in ls, logs, graph, validate, doctor or in what went wrong, however a function prints it', async t => {
	const folder = t.testdir({});
	const workflowFile = writeLeakyDocument(folder);
	const env = {...canaries, HOME: folder, GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md')};
	const files = Object.fromEntries(['github', 'json', 'junit'].map(name => [name, path.join(folder, name)]));
	const eventsFile = path.join(folder, 'events.ndjson');
	const options = {env, isLocal: true, dataDir: path.join(folder, 'data'), eventsFile, reporters: Object.entries(files).map(([name, file]) => `${name}=${file}`)};
	const run = startRunCi(workflowFile, options);
	t.same(await run.ended, {exitCode: 1}, run.stderr.read());
	const own = JSON.parse(fs.readFileSync(path.join(folder, 'own.json'), 'utf8')) as readonly string[];
	t.ok(own.length >= 4, 'the function knows the keys of its local cloud');
	const every = [...everyCanary, ...own];
	t.match(run.stdout.read(), /leaky \| plain \*\*\*[^]*colour \*\*\*[^]*hidden \*\*\*/u);
	checkClean(t, run.stdout.read(), 'lines', every);
	t.notMatch(run.stdout.read() + fs.readFileSync(eventsFile, 'utf8'), unknownToken, 'nor what only looks like a token');
	for (const [name, file] of [...Object.entries(files), ['step summary', env.GITHUB_STEP_SUMMARY], ['recording', eventsFile]] as const) {
		checkClean(t, fs.readFileSync(file, 'utf8'), name, every);
	}

	const stdout = createMemoryOutput();
	const stderr = createMemoryOutput();
	const events = parseRecording(eventsFile, fs.readFileSync(eventsFile, 'utf8'));
	for (const reporter of ['lines', 'json', 'github', 'junit']) {
		await replayCi({events, speed: undefined, reporters: [reporter], env: {}, stdout, stderr, clock: systemClock, file: eventsFile, isCi: true, signals: {onSignal: () => () => undefined}});
	}

	checkClean(t, stdout.read() + stderr.read(), 'replays', every);

	const secrets = createKnownSecrets(() => ({env}));
	const printed = createMemoryOutput();
	const masked = withMaskedOutput({stdout: printed, stderr: printed, readFile: async (file: string) => fs.promises.readFile(file, 'utf8'), secrets});
	const {readFile} = masked;
	for (const format of ['ascii', 'mermaid', 'dot', 'json'] as const) {
		await graphCommand({argument: workflowFile, environmentFile: undefined, format, isAscii: false, env, readFile, stdout: masked.stdout, stderr: masked.stderr});
	}

	for (const json of [true, false]) {
		await validateCommand({files: [workflowFile], json, readFile, output: masked.stdout});
		await doctor({argument: workflowFile, isLocal: true, functionsDir: undefined, json, env, readFile, output: masked.stdout, clock: systemClock});
	}

	const listed = {...options, loaded: loadWorkflow(workflowFile), isCi: true, shouldTrigger: false, timeout: 120, checkInterval: 1, shouldStreamLogs: true, functionsDir: undefined, shouldKeep: false, stdout: masked.stdout, stderr: masked.stderr, clock: systemClock, signals: {onSignal: () => () => undefined}};
	await ls({...listed, isJson: true, limit: 10});
	await ls({...listed, isJson: false, limit: 10});
	await logs({...listed, invocationId: '@latest', timestamp: undefined, node: undefined, shouldShowNoise: true});
	t.match(printed.read(), 'plain ***');
	checkClean(t, printed.read(), 'ls, logs, graph, validate and doctor', everyCanary);

	secrets.remember(run.remembered);
	const clean = createErrorCleaner(secrets);
	const {text} = describeFailure(new Error(every.map(value => value === urlCanary ? writeAddress(value) : value).join('\n')), {isVerbose: true, clean});
	t.match(text, /has a bug: \*\*\*/u);
	checkClean(t, text, 'bug report', every);
});

t.test('secrets written into a document in the wrong places are not in the report of what is wrong with it', async t => {
	const printed = createMemoryOutput();
	const secrets = createKnownSecrets(() => ({env: {}, envFile: canaries}));
	const wrong = {
		WorkflowName: canaries.GITHUB_TOKEN, FunctionInvoke: canaries.MY_S3_BUCKET_SECRETKEY,
		ComputeServers: {[documentCanaries[0]]: {FaaSType: documentCanaries[0], Token: documentCanaries[0]}},
		DataStores: {S3: {SecretKey: documentCanaries[1], Bucket: documentCanaries[1], Endpoint: `ftp://u:${urlCanary}@x`}},
		ActionList: {[canaries.DATABASE_PASSWORD]: {FunctionName: canaries.GITHUB_TOKEN, FaaSServer: documentCanaries[0], Type: canaries.GITHUB_TOKEN, InvokeNext: [documentCanaries[1]]}},
	};
	const file = path.join(t.testdir({'wrong.json': JSON.stringify(wrong)}), 'wrong.json');
	const {stdout, readFile} = withMaskedOutput({stdout: printed, stderr: printed, readFile: async (name: string) => fs.promises.readFile(name, 'utf8'), secrets});
	for (const json of [true, false]) {
		t.equal(await validateCommand({files: [file], json, readFile, output: stdout}), 3);
	}

	checkClean(t, printed.read(), 'report');
});

t.test('a secret that comes in two pieces, each with another look at the bucket, is masked as a whole', async t => {
	const fake = createFakeCloud();
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir({}), {a: []}), cloud: fake.cloud, checkInterval: 0.02});
	t.teardown(async () => runner.cleanup());
	const stdout = createMemoryOutput();
	const reporters = await openReporters({
		choices: [{name: 'lines'}], feed: {store: runner.store, subscribe: listener => runner.subscribe(listener)}, stdout, stderr: stdout, clock: systemClock,
		mask: createMasker([canaries.GITHUB_TOKEN]), cloudLabel: 'fake', hasLogs: true, env: {},
	});
	t.teardown(reporters.detach);
	await runner.triggerWorkflow();
	const {invocation} = runner.store.getSnapshot();
	const key = `FaaSrLog/${invocation!.workflowName}/${invocation!.timestamp}/${invocation!.id}/a.txt`;
	const text = `${startLine}\n[0.2] [INFO] [py] using ${canaries.GITHUB_TOKEN}`;
	fake.bucket.put(key, text.slice(0, -9));
	await new Promise<void>(resolve => {
		const before = fake.bucket.listCount;
		const unsubscribe = runner.store.subscribe(() => {
			if (runner.store.getSnapshot().nodes.get('a')?.log !== undefined) {
				unsubscribe();
				t.ok(fake.bucket.listCount >= before);
				resolve();
			}
		});
	});
	fake.bucket.put(key, `${text}\n[0.3] [DEBUG] [faasr_entry.py] Finished execution of a with result None\n[0.4] [INFO] [scheduler.py] no triggers for a\n`);
	await runner.result();
	t.match(stdout.read(), 'using ***\n');
	t.notMatch(stdout.read(), 'canary-0');
	t.notMatch(stdout.read(), canaries.GITHUB_TOKEN.slice(0, -9));
});
