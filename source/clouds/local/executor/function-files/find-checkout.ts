import {readFile, stat} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';

/** A git work tree and the repository its `origin` names. */
export type Checkout = {
	readonly root: string;
	/** Lower case `owner/repo`; absent without an origin on GitHub. */
	readonly repository?: string;
};

const readText = async (path: string): Promise<string | undefined> => {
	try {
		return await readFile(path, 'utf8');
	} catch {
		return undefined;
	}
};

/** The folder that holds `config`: `.git` itself, or what a linked work tree points to. */
const findGitFolder = async (root: string): Promise<string | undefined> => {
	const git = join(root, '.git');
	try {
		const status = await stat(git);
		if (status.isDirectory()) {
			return git;
		}
	} catch {
		return undefined;
	}

	const pointer = /^gitdir: *(?<path>.+)$/mu.exec(await readText(git) ?? '')?.groups?.['path'];
	if (pointer === undefined) {
		return undefined;
	}

	const folder = resolve(root, pointer.trim());
	const common = await readText(join(folder, 'commondir'));
	return common === undefined ? folder : resolve(folder, common.trim());
};

/** `owner/repo` of the `origin` remote in the text of a git configuration. */
export const readOrigin = (config: string): string | undefined => {
	const section = /^\[remote "origin"\]\s*$(?<body>[^[]*)/mu.exec(config)?.groups?.['body'] ?? '';
	const url = /^\s*url\s*=\s*(?<url>\S+)\s*$/mu.exec(section)?.groups?.['url'] ?? '';
	const match = /^(?:[\w+]+:\/\/)?(?:[^@/]+@)?[^:/]+(?::\d+)?[:/](?<owner>[\w.-]+)\/(?<repo>[\w.-]+?)(?:\.git)?\/?$/u.exec(url);
	return match?.groups === undefined ? undefined : `${match.groups['owner']}/${match.groups['repo']}`.toLowerCase();
};

/** The nearest git work tree around a folder. git itself is not needed. */
export const findCheckout = async (folder: string): Promise<Checkout | undefined> => {
	for (let root = resolve(folder); ; root = dirname(root)) {
		const git = await findGitFolder(root);
		if (git !== undefined) {
			const repository = readOrigin(await readText(join(git, 'config')) ?? '');
			return {root, ...(repository === undefined ? {} : {repository})};
		}

		if (root === dirname(root)) {
			return undefined;
		}
	}
};
