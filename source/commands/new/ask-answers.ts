import {migrateName} from '../../core/workflow/migrate/rename-actions.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {requireRepository} from './find-repository.js';
import {readLanguages} from './languages.js';
import {type Answers} from './new-options.js';
import {shapeNames, shapes, type ShapeName} from './shapes.js';
import {storePresetNames, storePresets, type StorePreset} from './stores.js';

type Ask = (question: string) => Promise<string>;

/** Names that FaaSr takes for a workflow, or the sentence that says how to write it. */
export const requireName = (name: string): string => {
	if (name.trim() !== '' && migrateName(name) === name) {
		return name;
	}

	const nearest = migrateName(name.trim());
	throw new FaasrTuiError(`"${name}" cannot be the name of a workflow: FaaSr takes letters, digits and hyphens, a letter first.`, {
		code: 'usage', hint: /^[a-zA-Z]/.test(nearest) && nearest !== 'a-' && nearest !== 'a' ? `Try ${nearest}.` : 'Try my-workflow.',
	});
};

/** One of some names, typed in full or by its number. */
const pick = <Name extends string>(names: readonly Name[], text: string): Name => {
	const name = names.find((each, index) => each === text.toLowerCase() || String(index + 1) === text);
	if (name === undefined) {
		throw new FaasrTuiError(`"${text}" is none of ${names.join(', ')}.`, {code: 'usage', hint: 'Type one of them, or its number.'});
	}

	return name;
};

/** Asks until the answer can be read; an empty one is the default. */
const createAsker = (ask: Ask, write: (text: string) => void) => async <Value>(question: string, initial: string, read: (answer: string) => Value): Promise<Value> => {
	for (;;) {
		const answer = await ask(`${question} [${initial}] `);
		try {
			return read(answer.trim() === '' ? initial : answer.trim());
		} catch (error) {
			if (!(error instanceof FaasrTuiError)) {
				throw error;
			}

			write(`${error.message} ${error.hint ?? ''}\n`);
		}
	}
};

const list = (entries: ReadonlyArray<readonly [name: string, description: string]>): string =>
	entries.map(([name, description], index) => `  ${index + 1} ${name.padEnd(9)} ${description}\n`).join('');

/** Asks for everything that the command line left open; Enter takes what stands in brackets. */
export const askAnswers = async (answers: Answers, {ask, repository, write}: {readonly ask: Ask; readonly repository: string | undefined; readonly write: (text: string) => void}): Promise<Answers> => {
	const askFor = createAsker(ask, write);
	const name = answers.name ?? await askFor('Name of the workflow', 'my-workflow', requireName);
	if (answers.shape === undefined) {
		write(`Shapes:\n${list(shapeNames.map(each => [each, shapes[each].description]))}`);
	}

	const shape: ShapeName = answers.shape ?? await askFor('Shape', 'chain', text => pick(shapeNames, text));
	if (answers.language === undefined) {
		write(`Its actions: ${Object.keys(shapes[shape].actions).join(', ')}\n`);
	}

	const language = answers.language ?? await askFor('Language: python, r, or another for some, such as r,plot=python', 'python', text => {
		readLanguages(text, shapes[shape]);
		return text;
	});
	const named = answers.repository ?? await askFor('GitHub repository as owner/name (- when there is none yet)', repository ?? '-', text => text === '-' ? '' : requireRepository(text));
	if (answers.store === undefined && answers.endpoint === undefined) {
		write(`Data stores:\n${list(storePresetNames.map(each => [each, storePresets[each].endpoint]))}`);
	}

	const store: StorePreset | undefined = answers.store ?? (answers.endpoint === undefined ? await askFor('Data store', 'aws', text => pick(storePresetNames, text)) : undefined);
	const bucket = answers.bucket ?? await askFor('Bucket (- when there is none yet)', '-', text => text === '-' ? '' : text);
	return {...answers, name, shape, language, repository: named === '' ? undefined : named, store, bucket: bucket === '' ? undefined : bucket};
};
