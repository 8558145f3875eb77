import {getCommitSha} from '../../../source/clouds/local/actions-api/render-repository.js';
import {type Repository} from '../../../source/clouds/local/actions-api/repository.js';
import {hashCommit, hashObject, hashTree, type GitCommit, type TreeEntry} from './git-objects.js';

/** Files by path, as names of blobs. */
type Listing = ReadonlyMap<string, string>;

/** The objects and branches of one repository; every branch begins with the repository's files. */
export type GitStore = {
	readonly listBranches: () => readonly string[];
	readonly getHead: (branch: string) => string | undefined;
	readonly setHead: (branch: string, sha: string) => void;
	readonly addBlob: (bytes: Uint8Array) => string;
	readonly getBlob: (sha: string) => Uint8Array | undefined;
	readonly addTree: (listing: Listing) => string;
	readonly getTree: (sha: string) => readonly TreeEntry[] | undefined;
	/** Every file below a tree. */
	readonly listFiles: (treeSha: string, folder?: string) => ReadonlyMap<string, string>;
	readonly addCommit: (commit: Omit<GitCommit, 'sha'>) => GitCommit;
	readonly getCommit: (sha: string) => GitCommit | undefined;
	/** Whether `ancestor` is `sha` or one of the commits behind it. */
	readonly isAncestor: (ancestor: string, sha: string) => boolean;
	/** The files of a branch or a commit, by path. */
	readonly readFiles: (ref: string) => ReadonlyMap<string, Uint8Array> | undefined;
};

const groupByFolder = (listing: Listing): ReadonlyMap<string, Map<string, string>> => {
	const folders = new Map<string, Map<string, string>>();
	for (const [path, sha] of listing) {
		const slash = path.indexOf('/');
		if (slash > 0) {
			const folder = path.slice(0, slash);
			folders.set(folder, (folders.get(folder) ?? new Map<string, string>()).set(path.slice(slash + 1), sha));
		}
	}

	return folders;
};

const createObjects = () => {
	const blobs = new Map<string, Uint8Array>();
	const trees = new Map<string, readonly TreeEntry[]>();

	const addTree = (listing: Listing): string => {
		const files = [...listing].filter(([path]) => !path.includes('/'))
			.map(([name, sha]): TreeEntry => ({name, mode: '100644', type: 'blob', sha}));
		const folders = [...groupByFolder(listing)]
			.map(([name, inside]): TreeEntry => ({name, mode: '040000', type: 'tree', sha: addTree(inside)}));
		const {sha, entries} = hashTree([...files, ...folders]);
		trees.set(sha, entries);
		return sha;
	};

	const listFiles = (treeSha: string, folder = ''): ReadonlyMap<string, string> => new Map((trees.get(treeSha) ?? []).flatMap(({name, type, sha}) =>
		type === 'tree' ? [...listFiles(sha, `${folder}${name}/`)] : [[`${folder}${name}`, sha] as const]));

	return {
		addTree,
		listFiles,
		addBlob(bytes: Uint8Array): string {
			const sha = hashObject('blob', bytes);
			blobs.set(sha, bytes);
			return sha;
		},
		getBlob: (sha: string) => blobs.get(sha),
		getTree: (sha: string) => trees.get(sha),
	};
};

const createCommits = () => {
	const commits = new Map<string, GitCommit>();
	return {
		commits,
		addCommit(commit: Omit<GitCommit, 'sha'>): GitCommit {
			const added = {...commit, sha: hashCommit(commit)};
			commits.set(added.sha, added);
			return added;
		},
		isAncestor(ancestor: string, sha: string): boolean {
			const waiting = [sha];
			for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
				if (next === ancestor) {
					return true;
				}

				waiting.push(...commits.get(next)?.parents ?? []);
			}

			return false;
		},
	};
};

/** Creates the git store of a repository, in memory. */
export const createGitStore = (repository: Repository): GitStore => {
	const objects = createObjects();
	const {commits, addCommit, isAncestor} = createCommits();
	const firstSha = getCommitSha(repository);
	commits.set(firstSha, {
		sha: firstSha,
		tree: objects.addTree(new Map([...repository.files].map(([path, bytes]) => [path, objects.addBlob(bytes)]))),
		parents: [],
		message: 'First commit',
		author: repository.owner,
		at: 0,
	});
	const heads = new Map(repository.branches.map(branch => [branch, firstSha]));
	const filesByCommit = new Map([[firstSha, repository.files]]);

	return {
		...objects,
		addCommit,
		isAncestor,
		listBranches: () => [...heads.keys()],
		getHead: branch => heads.get(branch),
		setHead(branch, sha) {
			heads.set(branch, sha);
		},
		getCommit: sha => commits.get(sha),
		readFiles(ref) {
			const sha = heads.get(ref.replace(/^refs\/heads\//, '')) ?? ref;
			const commit = commits.get(sha);
			if (commit && !filesByCommit.has(sha)) {
				filesByCommit.set(sha, new Map([...objects.listFiles(commit.tree)].map(([path, blob]) => [path, objects.getBlob(blob) ?? new Uint8Array()])));
			}

			return filesByCommit.get(sha);
		},
	};
};
