/* A worker process of `npm run test:simulation`: simulates the seeds it is sent and sends back what they came to. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {isJudge, watchBranches} from './met-branches.js';
import {simulateMany} from './simulate-many.js';
import {type Answer, type Job} from './work-in-parallel.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'faasr-simulation-'));
const branches = await watchBranches(isJudge);

const send = (answer: Answer): void => {
	process.send?.(answer);
};

const work = async (job: Job): Promise<void> => {
	if (job.type === 'simulate') {
		send({type: 'summary', summary: await simulateMany({seeds: job.seeds, file: path.join(folder, 'workflow.json'), isFirstEnough: job.isFirstEnough})});
		return;
	}

	send({type: 'unmet', unmet: [...await branches.listUnmet()]});
	fs.rmSync(folder, {recursive: true});
	process.disconnect();
};

process.on('message', job => {
	void work(job as Job);
});
