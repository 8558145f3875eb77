import path from 'node:path';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {askAnswers, requireName} from './ask-answers.js';
import {findRepository, requireRepository} from './find-repository.js';
import {readLanguages} from './languages.js';
import {type Answers, type NewOptions} from './new-options.js';
import {describeFiles, describeNext, planCommonFiles} from './describe-files.js';
import {type NewFile, renderExpectations} from './plan-files.js';
import {getExtension, type NewWorkflow, renderDocument, repositoryPlaceholder} from './render-document.js';
import {shapes} from './shapes.js';
import {completeStore} from './stores.js';
import {readTemplate} from './template-files.js';
import {isFolder, writeFiles} from './write-files.js';

/** Each function's file once, in the languages its actions have. */
const renderFunctions = async ({shape, languages}: NewWorkflow): Promise<readonly NewFile[]> => {
	const names = new Set(Object.entries(shape.actions).map(([action, {functionName}]) => `${functionName}.${getExtension(languages.get(action) ?? 'Python')}`));
	return Promise.all([...names].map(async name => ({path: `functions/${name}`, text: await readTemplate(name)})));
};

const planWorkflow = (answers: Answers, branch: string): NewWorkflow => {
	const shape = shapes[answers.shape ?? 'chain'];
	return {
		name: requireName(answers.name ?? 'my-workflow'),
		shape,
		languages: readLanguages(answers.language ?? 'python', shape),
		repository: answers.repository ?? repositoryPlaceholder,
		branch,
		store: completeStore({preset: answers.store ?? 'aws', ...answers}),
	};
};

const planFiles = async (workflow: NewWorkflow, repository: string | undefined): Promise<readonly NewFile[]> => {
	const document = renderDocument(workflow);
	const documentFile = `${workflow.name}.json`;
	return [
		{path: documentFile, text: `${JSON.stringify(document, null, 2)}\n`},
		...await renderFunctions(workflow),
		{path: `${workflow.name}.expect.yaml`, text: renderExpectations({document, notInvoked: workflow.shape.notInvoked, files: workflow.shape.files})},
		...planCommonFiles({documentFile, workflowName: workflow.name, repository, document, hasExpectations: true}),
	];
};

/**
`faasr-tui new`: writes a document, its functions, expectations, `.env`, `.gitignore` and a CI job; gives the exit code.

@throws FaasrTuiError with code `usage` for a name, language or folder that cannot be, and for files that are there already.
*/
export const newCommand = async (options: NewOptions): Promise<number> => {
	const {folder, branch, env, ask, stdout, shouldReplace} = options;
	if (!await isFolder(folder)) {
		throw new FaasrTuiError(`The folder "${path.relative('.', folder)}" is not there.`, {code: 'usage', hint: 'Create it, or leave --dir out.'});
	}

	if (options.answers.name !== undefined) {
		requireName(options.answers.name);
	}

	const found = await findRepository(folder, env);
	const given: Answers = {
		...options.answers, ...(options.answers.repository !== undefined && {repository: requireRepository(options.answers.repository)}),
	};
	const answers = ask === undefined
		? {...given, repository: given.repository ?? found}
		: await askAnswers(given, {ask, repository: found, write(text) {
			stdout.write(text);
		}});
	const workflow = planWorkflow(answers, branch);
	const files = await writeFiles(folder, await planFiles(workflow, answers.repository), {shouldReplace});
	stdout.write(`${describeFiles(files)}${describeNext(`${workflow.name}.json`, folder, answers.repository, {hasExpectations: true})}`);
	return exitCodes.completed;
};
