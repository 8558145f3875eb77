import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {renderLocalDocument} from '../../../source/clouds/local/local-document.js';
import {type LocalCloud, startLocalCloud} from '../../../source/clouds/local/start-local-cloud.js';
import {planRegistration} from '../../../source/clouds/github/register/registration-plan.js';
import {type Faults} from '../github/faults.js';
import {withFaults} from '../github/start-github-api.js';
import {makeFolder} from '../make-folder.js';

const documentDir = fileURLToPath(new URL('../local-cloud', import.meta.url));

type Test = {readonly testdir: (content?: Record<string, string | Record<string, string>>) => string; readonly teardown: (close: () => Promise<void>) => void};

/** Servers that stand for GitHub and S3, a checkout with the document that they serve, and the variables that lead there. */
export type OwnGithub = {
	readonly cloud: LocalCloud;
	/** The checkout. */
	readonly folder: string;
	readonly file: string;
	readonly document: WorkflowDocument;
	readonly env: Readonly<Record<string, string>>;
	/** Changes the local document without pushing it. */
	readonly edit: (change: (document: WorkflowDocument) => WorkflowDocument) => void;
};

/** Puts every secret that the actions need into their repositories; only names count here, not what is sealed. */
const addSecrets = async ({document, github}: LocalCloud): Promise<void> => {
	const headers = {authorization: `token ${github.token}`};
	for (const {owner, repo, secrets} of planRegistration(document).branches) {
		const url = `${github.apiUrl}/repos/${owner}/${repo}/actions/secrets`;
		const {key_id: keyId} = await (await fetch(`${url}/public-key`, {headers})).json() as {key_id: string};
		for (const {name} of secrets) {
			await fetch(`${url}/${name}`, {method: 'PUT', headers, body: JSON.stringify({encrypted_value: 'AAAA', key_id: keyId})});
		}
	}
};

/** Starts them. The program under test is told of them as of GitHub and S3: not by `--local`. */
export const startOwnGithub = async (t: Test, faults: Faults = {}): Promise<OwnGithub> => {
	const text = fs.readFileSync(path.join(documentDir, 'two-actions.json'), 'utf8');
	const {workflow} = parseWorkflow(text);
	const folder = makeFolder(t, {'.git': {}});
	const cloud = await startLocalCloud({
		workflow: workflow!, documentDir, clock: systemClock, tmpDir: folder, secrets: {GREETING: 'hello'}, startApi: withFaults(faults),
	});
	t.teardown(cloud.close);
	await addSecrets(cloud);
	const {document, github, s3} = cloud;
	const file = path.join(folder, 'two.json');
	// As pushed, byte for byte.
	fs.writeFileSync(file, renderLocalDocument(workflow!, document));
	return {
		cloud,
		folder,
		file,
		document,
		env: {
			GITHUB_API_URL: github.apiUrl,
			GITHUB_TOKEN: github.token,
			GITHUB_REPOSITORY: github.repository,
			MY_S3_BUCKET_ACCESSKEY: s3.accessKeyId,
			MY_S3_BUCKET_SECRETKEY: s3.secretAccessKey,
		},
		edit(change) {
			fs.writeFileSync(file, JSON.stringify(change(document), undefined, 2));
		},
	};
};
