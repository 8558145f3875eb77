import {execFile, execFileSync, spawn, type ChildProcess} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import fs from 'node:fs';
import {createServer, type AddressInfo} from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {promisify} from 'node:util';

type Test = {readonly teardown: (close: () => void | Promise<void>) => void};

const programs = ['munged', 'slurmctld', 'slurmd', 'slurmrestd', 'scontrol', 'scancel', 'squeue'];

/** Users that every Debian has: slurmrestd refuses to run as root, and jobs are better not root's. */
const jobUser = 'daemon';
const restUser = {uid: 2, gid: 2};

const findProgram = (name: string): string | undefined =>
	['/usr/sbin', '/usr/bin', '/sbin', '/bin'].map(folder => path.join(folder, name)).find(file => fs.existsSync(file));

/** Why there can be no real Slurm here; nothing where there can. */
export const describeMissingSlurm = (): string | undefined => {
	const missing = programs.filter(name => findProgram(name) === undefined);
	if (missing.length > 0) {
		return `no real Slurm here: ${missing.join(', ')} not installed (Debian: slurmctld slurmd slurmrestd slurm-client munge slurm-wlm-jwt-plugin)`;
	}

	const version = execFileSync(findProgram('slurmctld')!, ['-V'], {encoding: 'utf8'}).trim();
	if (!version.includes(' 22.05.')) {
		return `no Slurm 22.05 here, which these tests know, but ${version}`;
	}

	return process.getuid?.() === 0 ? undefined : 'no real Slurm here: its daemons need root';
};

const findPorts = async (count: number): Promise<readonly number[]> => {
	const servers = Array.from({length: count}, () => createServer().listen(0, '127.0.0.1'));
	await Promise.all(servers.map(async server => once(server, 'listening')));
	const ports = servers.map(server => (server.address() as AddressInfo).port);
	for (const server of servers) {
		server.close();
	}

	return ports;
};

const renderConfig = (folder: string, [controlPort, nodePort]: readonly number[]): string => Object.entries({
	ClusterName: 'faasr', SlurmctldHost: 'localhost(127.0.0.1)', SlurmUser: 'root',
	AuthType: 'auth/munge', AuthInfo: `socket=${folder}/munge.socket`, AuthAltTypes: 'auth/jwt', AuthAltParameters: `jwt_key=${folder}/jwt.key`,
	StateSaveLocation: `${folder}/state`, SlurmdSpoolDir: `${folder}/spool`, SlurmctldPidFile: `${folder}/slurmctld.pid`, SlurmdPidFile: `${folder}/slurmd.pid`,
	SlurmctldLogFile: `${folder}/slurmctld.log`, SlurmdLogFile: `${folder}/slurmd.log`, SlurmctldPort: controlPort, SlurmdPort: nodePort,
	// No cgroups, no accounting: what a container of CI has.
	ProctrackType: 'proctrack/pgid', TaskPlugin: 'task/none', SelectType: 'select/cons_tres', SelectTypeParameters: 'CR_Core_Memory',
	AccountingStorageType: 'accounting_storage/none', JobAcctGatherType: 'jobacct_gather/none', MpiDefault: 'none', ReturnToService: 2,
	// Jobs are begun at once, and not some seconds later in a batch.
	SchedulerParameters: 'batch_sched_delay=0,sched_interval=1,sched_min_interval=0',
	// The node has what is written here, whatever the machine has.
	SlurmdParameters: 'config_overrides',
	TaskProlog: `${folder}/prolog.sh`,
	NodeName: 'node1 NodeHostname=localhost NodeAddr=127.0.0.1 CPUs=8 RealMemory=16000',
	PartitionName: 'faasr Nodes=node1 Default=YES MaxTime=120 State=UP',
}).map(([name, value]) => `${name}=${value}\n`).join('');

const writeFiles = (folder: string, ports: readonly number[], docker: string): void => {
	for (const name of ['state', 'spool', 'bin']) {
		fs.mkdirSync(path.join(folder, name));
	}

	for (const name of ['jwt.key', 'munge.key']) {
		fs.writeFileSync(path.join(folder, name), randomBytes(128), {mode: 0o600});
	}

	fs.writeFileSync(path.join(folder, 'slurm.conf'), renderConfig(folder, ports));
	fs.writeFileSync(path.join(folder, 'prolog.sh'), `#!/bin/sh\necho "export PATH=${folder}/bin:/usr/bin:/bin"\n`, {mode: 0o755});
	fs.writeFileSync(path.join(folder, 'bin/docker'), docker, {mode: 0o755});
};

const end = async (child: ChildProcess): Promise<void> => {
	if (child.exitCode === null && child.signalCode === null) {
		const ended = once(child, 'exit');
		child.kill('SIGTERM');
		const late = setTimeout(() => child.kill('SIGKILL'), 3000);
		await ended;
		clearTimeout(late);
	}
};

export type RealSlurm = {
	/** Of slurmrestd, which offers v0.0.36 to v0.0.38. */
	readonly url: string;
	readonly userName: string;
	readonly token: string;
	/** Where the jobs of a node leave `slurm-{id}.out`, readable and writable for them. */
	readonly jobFolder: string;
	/** Resolves when Slurm knows that all jobs have ended, which comes a moment after their last words. */
	readonly waitForJobs: () => Promise<void>;
	/** As `scontrol token` gives it. */
	readonly createToken: (lifespanSeconds: number, user?: string) => Promise<string>;
};

/**
Starts Debian's own munged, slurmctld, slurmd and slurmrestd in a folder of the test's, with one node on this machine.

Jobs find `docker` as the program given, and nothing else that is not in /usr/bin or /bin.
*/
export const startRealSlurm = async (t: Test, {docker}: {readonly docker: string}): Promise<RealSlurm> => {
	// Jobs are another user's, who must reach the program that they run.
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'faasr-slurm-'));
	fs.chmodSync(folder, 0o755);
	const jobFolder = path.join(folder, 'jobs');
	fs.mkdirSync(jobFolder);
	fs.chmodSync(jobFolder, 0o777);
	const ports = await findPorts(3);
	writeFiles(folder, ports, docker);
	const env = {PATH: '/usr/sbin:/usr/bin:/sbin:/bin', SLURM_CONF: path.join(folder, 'slurm.conf')};
	const children: ChildProcess[] = [];
	const start = (name: string, args: readonly string[], options: {readonly uid?: number; readonly gid?: number; readonly SLURM_JWT?: string} = {}): void => {
		const {uid, gid, ...more} = options;
		const output = fs.openSync(path.join(folder, `${name}.out`), 'w');
		children.push(spawn(findProgram(name)!, args, {cwd: '/', env: {...env, ...more}, stdio: ['ignore', output, output], ...(uid !== undefined && {uid, gid})}));
		fs.closeSync(output);
	};

	const run = promisify(execFile);
	const control = async (...args: readonly string[]): Promise<string> => (await run(findProgram('scontrol')!, args, {env})).stdout;
	const createToken = async (lifespanSeconds: number, user = jobUser): Promise<string> =>
		(await control('token', `username=${user}`, `lifespan=${lifespanSeconds}`)).replace('SLURM_JWT=', '').trim();

	const hasJobs = async (): Promise<boolean> => (await run(findProgram('squeue')!, ['--noheader'], {env})).stdout !== '';
	const endJobs = async (): Promise<void> => {
		const deadline = Date.now() + 10_000;
		try {
			while (await hasJobs() && Date.now() < deadline) {
				await run(findProgram('scancel')!, ['--user', jobUser], {env});
				await wait(300);
			}
		} catch {
			// It did not start.
		}
	};

	t.teardown(async () => {
		// Else their processes outlive the test.
		await endJobs();
		await Promise.all(children.toReversed().map(async child => end(child)));
		fs.rmSync(folder, {recursive: true, force: true, maxRetries: 3});
	});

	const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
		const deadline = Date.now() + 30_000;
		while (!await isSo().catch(() => false)) { // eslint-disable-line promise/prefer-await-to-then
			if (Date.now() > deadline) {
				const logs = fs.readdirSync(folder).filter(name => /\.(?:log|out)$/.test(name)).map(name => `${name}:\n${fs.readFileSync(path.join(folder, name), 'utf8').slice(-2000)}`);
				throw new Error(`Slurm: ${what} within 30 s\n${logs.join('\n')}`);
			}

			await wait(100);
		}
	};

	start('munged', ['--foreground', '--force', `--key-file=${folder}/munge.key`, `--socket=${folder}/munge.socket`, `--pid-file=${folder}/munged.pid`, `--seed-file=${folder}/munged.seed`, `--log-file=${folder}/munged.log`]);
	await until('no munge socket', async () => fs.existsSync(path.join(folder, 'munge.socket')));
	start('slurmctld', ['-D']);
	start('slurmd', ['-D', '-N', 'node1']);
	await until('its node is not idle', async () => (await control('show', 'node', 'node1')).includes('State=IDLE'));
	// Without -s it wants slurmdbd.
	start('slurmrestd', ['-a', 'rest_auth/jwt', '-s', 'openapi/v0.0.36,openapi/v0.0.37,openapi/v0.0.38', `127.0.0.1:${ports[2]}`], {...restUser, SLURM_JWT: 'daemon'});
	const token = await createToken(7200);
	const url = `http://127.0.0.1:${ports[2]}`;
	await until('slurmrestd does not answer', async () => (await fetch(`${url}/slurm/v0.0.38/ping`, {headers: {'x-slurm-user-name': jobUser, 'x-slurm-user-token': token}})).ok);
	return {url, userName: jobUser, token, jobFolder, createToken, waitForJobs: async () => until('jobs that do not end', async () => !await hasJobs())};
};
