import fs from 'node:fs';
import path from 'node:path';
import {type WorkflowDocument} from '../../core/workflow/document.js';

/** The folder that holds `.git`, looking upwards. */
const findWorkTree = (folder: string): string | undefined => {
	if (fs.existsSync(path.join(folder, '.git'))) {
		return folder;
	}

	const parent = path.dirname(folder);
	return parent === folder ? undefined : findWorkTree(parent);
};

/** The branch from which the entry action fetches the document. */
const getEntryBranch = (document: WorkflowDocument): string =>
	document.ComputeServers[document.ActionList[document.FunctionInvoke]?.FaaSServer ?? '']?.Branch ?? 'main';

/** A file of a repository. */
export type DocumentLocation = {readonly owner: string; readonly repo: string; readonly ref: string; readonly path: string};

/** Where actions fetch the document: its path below the folder with `.git`, in `GITHUB_REPOSITORY`, on the entry server's branch. */
export const getDocumentLocation = (document: WorkflowDocument, repository: string, workflowFile: string): DocumentLocation => {
	const [owner = '', repo = ''] = repository.split('/');
	const folder = path.dirname(path.resolve(workflowFile));
	const root = findWorkTree(folder) ?? folder;
	return {owner, repo, ref: getEntryBranch(document), path: path.relative(root, path.resolve(workflowFile)).split(path.sep).join('/')};
};

/** `owner/repo/branch/path.json`: FaaSr's PAYLOAD_URL. */
export const getPayloadUrl = (document: WorkflowDocument, repository: string, workflowFile: string): string => {
	const {owner, repo, ref, path: file} = getDocumentLocation(document, repository, workflowFile);
	return `${owner}/${repo}/${ref}/${file}`;
};
