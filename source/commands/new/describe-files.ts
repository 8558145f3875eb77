import path from 'node:path';
import {getStoreVariables, getWatchedStores} from '../../clouds/credentials/credential-names.js';
import {type WorkflowDocument} from '../../core/workflow/document.js';
import {getEntries, type JsonObject} from '../../core/workflow/json/json-object.js';
import {type NewFile, renderEnv, renderJob} from './plan-files.js';
import {type WrittenFile} from './write-files.js';

/** The variables that hold the keys of the stores that are watched, in capitals as `.env` files have them. */
const listKeyVariables = (document: JsonObject): readonly string[] => {
	const stores = Object.fromEntries(getEntries(document['DataStores']));
	const known = {...document, DataStores: stores} as unknown as WorkflowDocument;
	return getWatchedStores(known)
		.filter(store => Object.hasOwn(stores, store))
		.flatMap(store => [...getStoreVariables(known, store)[0] ?? []])
		.map(variable => variable.toUpperCase());
};

/** What stands beside a document, imported or new: credentials to fill in, what git ignores, the CI job. */
export const planCommonFiles = ({documentFile, workflowName, repository, document, hasExpectations = false}: {
	readonly documentFile: string; readonly workflowName: string; readonly repository: string | undefined; readonly document: JsonObject; readonly hasExpectations?: boolean;
}): readonly NewFile[] => {
	const keyVariables = listKeyVariables(document);
	return [
		{path: '.env', text: renderEnv({documentFile, repository, keyVariables}), isAddedTo: true},
		{path: '.gitignore', text: '.env\n', isAddedTo: true},
		{path: `.github/workflows/faasr-tui-${workflowName}.yml`, text: renderJob({documentFile, keyVariables, hasExpectations})},
	];
};

/** A line for each file: what became of it. */
export const describeFiles = (files: readonly WrittenFile[]): string =>
	files.map(({path: name, change}) => `  ${change.padEnd(9)}  ${name}\n`).join('');

/** The commands that come next; the page is one of them where there are expectations. */
export const describeNext = (documentFile: string, folder: string, repository: string | undefined, {hasExpectations = false}: {readonly hasExpectations?: boolean} = {}): string => {
	const enter = path.relative('.', folder);
	return [
		'Next:',
		...enter === '' ? [] : [`  cd ${enter}`],
		`  faasr-tui ${documentFile} --local   # run it on this machine, without any account`,
		...hasExpectations ? [`  faasr-tui ${documentFile} --local --expect --reporter html=run.html   # the same with its checks, as one page`] : [],
		...repository === undefined
			? [`  Put the names of your repository and bucket into ${documentFile}, then "faasr-tui register ${documentFile}" makes it runnable on GitHub.`]
			: [`  faasr-tui register ${documentFile} --secrets   # make it runnable on GitHub; fill in .env first`],
		'',
	].join('\n');
};
