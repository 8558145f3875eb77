import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';

/** What a folder holds under one name. */
export type TreeEntry = {
	readonly name: string;
	readonly mode: string;
	readonly type: 'blob' | 'tree';
	readonly sha: string;
};

/** A commit as the API shows it. */
export type GitCommit = {
	readonly sha: string;
	readonly tree: string;
	readonly parents: readonly string[];
	readonly message: string;
	readonly author: string;
	/** Milliseconds. */
	readonly at: number;
};

/** The name git gives to an object: its type, its size and its bytes, hashed. */
export const hashObject = (type: 'blob' | 'tree' | 'commit', bytes: Uint8Array): string =>
	createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');

/** Git sorts folders as if their names ended in a slash. */
const sortKey = ({name, type}: TreeEntry): string => type === 'tree' ? `${name}/` : name;

/** A folder's entries in git's order, and its name. */
export const hashTree = (entries: readonly TreeEntry[]): {readonly sha: string; readonly entries: readonly TreeEntry[]} => {
	const sorted = entries.toSorted((a, b) => Buffer.compare(Buffer.from(sortKey(a)), Buffer.from(sortKey(b))));
	const bytes = sorted.flatMap(({name, mode, sha}) => [Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`), Buffer.from(sha, 'hex')]);
	return {sha: hashObject('tree', Buffer.concat(bytes)), entries: sorted};
};

/** The name of a commit. */
export const hashCommit = ({tree, parents, author, at, message}: Omit<GitCommit, 'sha'>): string => {
	const who = `${author} <${author}@users.noreply.github.com> ${Math.floor(at / 1000)} +0000`;
	const lines = [`tree ${tree}`, ...parents.map(parent => `parent ${parent}`), `author ${who}`, `committer ${who}`, '', message];
	return hashObject('commit', Buffer.from(lines.join('\n')));
};
