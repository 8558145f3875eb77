/** A job as the stand-in keeps it: times in ms by the cluster's clock. */
export type StandInJob = {
	readonly id: number;
	readonly name: string;
	readonly comment: string;
	readonly userName: string;
	readonly environment: Readonly<Record<string, string>>;
	readonly script: string;
	readonly timeLimit: number;
	readonly submittedAt: number;
	state: string;
	flags: readonly string[];
	reason: string;
	exitCode: number;
	exitSignal: number;
	endedAt?: number;
	restarts: number;
};

const seconds = (at: number | undefined): number => Math.floor((at ?? 0) / 1000);

/** Some of the seventy other fields, among them those that a careless reader stumbles over. */
const rest = {account: '', array_task_id: null, cluster: 'faasr', nodes: 'node1', requeue: true, job_resources: {nodes: 'node1'}, standard_output: ''};

/** As slurmrestd 22.05 answers (openapi v0.0.36 to v0.0.38): one word, plain numbers, the status of wait(2). */
export const renderOldJob = (job: StandInJob) => ({
	...rest,
	job_id: job.id, name: job.name, comment: job.comment, user_name: job.userName,
	job_state: job.flags[0] ?? job.state, state_reason: job.reason, restart_cnt: job.restarts,
	exit_code: job.exitSignal === 0 ? job.exitCode * 256 : job.exitSignal, derived_exit_code: 0,
	submit_time: seconds(job.submittedAt), start_time: 0, end_time: seconds(job.endedAt), time_limit: job.timeLimit,
});

const number = (value: number) => ({set: true, infinite: false, number: value});

/** As data_parser v0.0.40 and later answer (parsers.c: JOB_STATE as flags, TIMESTAMP_NO_VAL, PROCESS_EXIT_CODE). */
export const renderNewJob = (job: StandInJob) => ({
	...rest,
	array_task_id: {set: false, infinite: false, number: 0},
	job_id: job.id, name: job.name, comment: job.comment, user_name: job.userName,
	job_state: [job.state, ...job.flags], state_reason: job.reason, restart_cnt: job.restarts,
	exit_code: {
		status: [job.exitSignal === 0 ? (job.exitCode === 0 ? 'SUCCESS' : 'ERROR') : 'SIGNALED'],
		return_code: number(job.exitCode),
		signal: {id: {set: job.exitSignal !== 0, infinite: false, number: job.exitSignal}, name: job.exitSignal === 0 ? '' : 'SIG'},
	},
	submit_time: number(seconds(job.submittedAt)), start_time: {set: false, infinite: false, number: 0}, end_time: number(seconds(job.endedAt)),
	time_limit: number(job.timeLimit),
});

/** Whether a version of the API still answers with plain words and numbers. */
export const isOld = (version: string): boolean => Number(version.split('.').at(-1)) < 39;

/** The partition that there is, of two hours; v0.0.36 does not tell its state. */
export const renderPartition = (version: string, state: string) => isOld(version)
	? {name: 'faasr', ...(version !== 'v0.0.36' && {state}), max_time_limit: 120, total_nodes: 2}
	: {name: 'faasr', partition: {state: [state]}, maximums: {time: number(120)}, nodes: {total: 2}};
