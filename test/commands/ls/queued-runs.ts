import t from 'tap';
import {runBin} from '../../support/cli/run-bin.js';
import {startOwnGithub, type OwnGithub} from '../../support/preflight/start-own-github.js';

// Real processes on a machine that may be busy.
t.setTimeout(180_000);

/** A GitHub that has no runner for anybody. */
const start = async (): Promise<OwnGithub> => startOwnGithub(t, {parallelism: 0});

/** Dispatches the entry action; with `id` as our registration and our trigger do, otherwise as FaaSr's own INVOKE. */
const dispatch = async ({cloud: {github}, document}: OwnGithub, id?: string): Promise<void> => {
	const server = document.ComputeServers[document.ActionList[document.FunctionInvoke]!.FaaSServer]!;
	const overwritten = id === undefined ? {FunctionInvoke: document.FunctionInvoke} : {FunctionInvoke: document.FunctionInvoke, InvocationID: id, InvocationTimestamp: '2026-01-01T00-00-00'};
	const response = await fetch(`${github.apiUrl}/repos/${server.UserName}/${server.ActionRepoName}/actions/workflows/${document.WorkflowName}-${document.FunctionInvoke}.yml/dispatches`, {
		method: 'POST', headers: {authorization: `token ${github.token}`}, body: JSON.stringify({ref: server.Branch, inputs: {OVERWRITTEN: JSON.stringify(overwritten), PAYLOAD_URL: 'someone/some-repo/dev/two.json'}}),
	});
	t.ok(response.ok, await response.text());
};

t.test('a run that waits for a runner and has written nothing is listed, found as the latest, and cannot be resumed', async t => {
	const github = await start();
	const at = {cwd: github.folder, env: github.env};
	t.match((await runBin(['ls', 'two.json'], at)).stdout, /holds no run/u);
	await dispatch(github, 'mine');
	const {stdout} = await runBin(['ls', 'two.json', '--json'], at);
	t.match(JSON.parse(stdout), [{invocationId: 'mine', outcome: 'RUNNING', timestamp: /^\d{4}-\d\d-\d\dT/u, note: /^Platform run \d+ of write, created at \S+ UTC, is queued and has written nothing yet \(InvocationID=mine\)/u}]);
	const watched = await runBin(['watch', 'two.json', '--ci', '--timeout', '2'], at);
	t.equal(watched.code, 6);
	t.match(watched.stdout, /Platform run \d+ of write, .* is queued and has written nothing yet \(InvocationID=mine\).*; waiting for its first log\./u);
	t.match(watched.stderr, /is queued .*\n.*--timeout waits longer/u);
	const resumed = await runBin(['resume', 'two.json', '--invocation-id', 'mine', '--dry-run'], at);
	t.equal(resumed.code, 2);
	t.match(resumed.stderr, /cannot be resumed: Platform run \d+ of write, .* is queued/u);
});

t.test('one whose title names nothing is told as what it is: perhaps the newest', async t => {
	const github = await start();
	const at = {cwd: github.folder, env: github.env};
	await dispatch(github);
	t.match((await runBin(['ls', 'two.json'], at)).stdout, /\S+ +RUNNING +\S+ +- +Platform run \d+ of write, .* is queued and has written nothing yet \(identified only by its file and time\) run=\S+\n$/u);
});
