import fs from 'node:fs';
import path from 'node:path';
import type {Test} from 'tap';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {projectFolder} from '../cli/run-bin.js';
import {accessKeyId, bucket, secretAccessKey, startTestStore} from '../s3/start-test-server.js';
import {createClusterWorkflow} from './create-cluster-workflow.js';
import {createFaasrSubmit} from './faasr-submit.js';
import {startContainers} from './start-containers.js';
import {startRealSlurm} from './start-real-slurm.js';

/** A real Slurm, an S3 server, and containers that do what FaaSr's do: everything that workflows on a cluster need. */
export const startCluster = async (t: Test) => {
	const folder = t.testdir({work: {}, store: {}, files: {}});
	const store = await startTestStore(t, {dataDir: path.join(folder, 'store')});
	const ready: {document?: WorkflowDocument} = {};
	const containers = await startContainers(t, {
		folder: path.join(folder, 'work'), clock: systemClock, documentDir: path.join(projectFolder, 'test/support/slurm'), readDocument: () => ready.document,
		dispatchElsewhere: async successor => createFaasrSubmit({workflowName: 'cluster', containers: ready.document?.ActionContainers ?? {}})(successor),
	});
	const slurm = await startRealSlurm(t, {docker: containers.docker});
	return {
		slurm,
		containers,
		/** For the functions' files. */
		folder: path.join(folder, 'files'),
		/** Puts the workflow where containers fetch it, with arguments for its actions, and gives its file here. */
		writeWorkflow(actionArguments: Readonly<Record<string, Readonly<Record<string, string>>>> = {}): string {
			ready.document = createClusterWorkflow({endpoint: slurm.url, userName: slurm.userName, jobFolder: slurm.jobFolder, s3: {endpoint: store.endpoint, bucket}, actionArguments});
			const file = path.join(folder, 'cluster.json');
			fs.writeFileSync(file, JSON.stringify(ready.document));
			return file;
		},
		/** The environment of a user of the cluster. */
		env: {Cluster_Token: slurm.token, S3_AccessKey: accessKeyId, S3_SecretKey: secretAccessKey, GITHUB_REPOSITORY: 'me/repo'},
	};
};
