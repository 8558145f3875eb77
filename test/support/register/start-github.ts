import {Buffer} from 'node:buffer';
import sodium from 'libsodium-wrappers';
import {type Repository} from '../../../source/clouds/local/actions-api/repository.js';
import {type StoredSecret} from '../github/secret-store.js';
import {type GithubApiOptions} from '../github/start-github-api.js';
import {buildDocument} from '../workflows/build-document.js';
import {startTestApi, token} from '../actions-api/start-test-api.js';

/** A repository that a user has made and pushed a document to, nothing registered. */
export const emptyRepository: Repository = {
	id: 7, owner: 'example-user', name: 'flows', defaultBranch: 'main', branches: ['main', 'dev'], workflows: [],
	files: new Map([['README.md', Buffer.from('# flows\n')], ['docs/a.txt', Buffer.from('a')]]),
};

export const secondRepository: Repository = {...emptyRepository, id: 8, owner: 'else', name: 'where'};

/** Two actions on GitHub, one of them behind a ranked edge, and one on Lambda. */
export const createDocument = (changes: Readonly<Record<string, unknown>> = {}): string => {
	const document = buildDocument({start: ['sum(2)', 'far'], sum: [], far: []}, changes) as {
		ActionList: Record<string, Record<string, unknown>>; ComputeServers: Record<string, unknown>;
	};
	document.ActionList['far']!['FaaSServer'] = 'AWS';
	document.ComputeServers['AWS'] ??= {
		FaaSType: 'Lambda', Region: 'us-east-1', UseSecretStore: true,
	};
	return JSON.stringify(document);
};

type Test = Parameters<typeof startTestApi>[0];

/** An Actions API with two bare repositories, whose secrets the test can open. */
export const startGithub = async (t: Test, options: Partial<GithubApiOptions> = {}) => {
	await sodium.ready;
	const keys = sodium.crypto_box_keypair();
	const secrets: StoredSecret[] = [];
	const test = await startTestApi(t, {
		repositories: [emptyRepository, secondRepository],
		secretsPublicKey: sodium.to_base64(keys.publicKey, sodium.base64_variants.ORIGINAL),
		onSecret(secret) {
			secrets.push(secret);
		},
		...options,
	});
	const place = {owner: 'example-user', repo: 'flows'};
	return {
		...test,
		token,
		place,
		/** Commits one file to a branch, as somebody else would. */
		async commit(path: string, content: string, branch = 'main'): Promise<string> {
			const {rest: {git}} = test.octokit;
			const {data: head} = await git.getRef({...place, ref: `heads/${branch}`});
			const {data: tree} = await git.createTree({...place, base_tree: head.object.sha, tree: [{path, mode: '100644', type: 'blob', content}]});
			const {data: commit} = await git.createCommit({...place, message: path, tree: tree.sha, parents: [head.object.sha]});
			await git.updateRef({...place, ref: `heads/${branch}`, sha: commit.sha});
			return commit.sha;
		},
		async getHead(branch = 'main', where = place): Promise<string> {
			const {data} = await test.octokit.rest.git.getRef({...where, ref: `heads/${branch}`});
			return data.object.sha;
		},
		async readFile(path: string, ref = 'main'): Promise<string> {
			const {data} = await test.octokit.rest.repos.getContent({...place, path, ref, mediaType: {format: 'raw'}});
			return data as unknown as string;
		},
		/** Opens every secret that was stored. */
		openSecrets: () => secrets.map(({repository, name, encryptedValue}) => {
			const sealed = sodium.from_base64(encryptedValue, sodium.base64_variants.ORIGINAL);
			return [repository, name, sodium.to_string(sodium.crypto_box_seal_open(sealed, keys.publicKey, keys.privateKey))];
		}),
	};
};
