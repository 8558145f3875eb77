import {parseWorkflow} from '../../core/workflow/parse-workflow.js';
import {type ReporterName} from '../../report/reporters.js';
import {shells} from './render-script.js';

/** The files and folders that words are completed from. */
export type CompletionFiles = {
	/** Names in a folder, those of folders with a `/` behind them; none when it is not there. */
	readonly list: (folder: string) => Promise<readonly string[]>;
	/** Rejects when there is no such file. */
	readonly readFile: (path: string) => Promise<string>;
};

/** The words on the command line behind the program's name, the last one being completed. */
export type CommandLine = readonly string[];

// `=` is written where a file has to follow.
const reporterWords: Record<ReporterName, readonly string[]> = {
	lines: ['lines'], github: ['github'], json: ['json', 'json='], junit: ['junit='], html: ['html='],
};

const nodeFlags: ReadonlySet<string> = new Set(['--function', '--node']);
/** Options that name a file, and how it ends; a folder ends with `/`. */
const fileFlags: Readonly<Record<string, string>> = {
	'--workflow-file': '.json', '--events': '.ndjson', '--test': '', '--keymap': '.json', '--functions-dir': '/', '--data-dir': '/', '--output': '/', '-o': '/',
};

/** Commands whose words are documents: with none of them written, the workflow is run. */
const documentCommands: ReadonlySet<string> = new Set(['validate', 'doctor', 'register', 'logs', 'ls', 'files', 'get', 'cat', 'report', 'resume', 'watch', 'graph']);

const splitPath = (path: string): readonly [folder: string, name: string] => {
	const end = path.lastIndexOf('/') + 1;
	return [path.slice(0, end), path.slice(end)];
};

/** Files with the ending, and folders, below what is written so far; at the beginning those of `workflows`, too. */
const completeFile = async (word: string, ending: string, {list}: CompletionFiles): Promise<readonly string[]> => {
	const [folder] = splitPath(word);
	const names = await list(folder === '' ? '.' : folder);
	const own = names.filter(name => name.endsWith(ending) || name.endsWith('/')).map(name => folder + name);
	const usual = folder === '' && ending === '.json' ? await list('workflows') : [];
	const workflows = usual.filter(name => name.endsWith(ending)).map(name => `workflows/${name}`);
	return [...new Set([...own, ...workflows])].filter(path => path.startsWith(word) && !path.startsWith('.'));
};

/** Nodes of the document that the command line names, and its ranked actions as a whole. */
const completeNode = async (words: CommandLine, {readFile}: CompletionFiles): Promise<readonly string[]> => {
	for (const path of words.filter(word => word.endsWith('.json')).flatMap(word => [word, `workflows/${word}`])) {
		try {
			const {workflow} = parseWorkflow(await readFile(path));
			return workflow === undefined ? [] : [...new Set(workflow.nodes.flatMap(({id, action}) => [action, id]))];
		} catch {
			// Another place may have it.
		}
	}

	return [];
};

/** What the word being written may become; nothing where options and commands are to be offered. */
export const completeWord = async (words: CommandLine, files: CompletionFiles): Promise<readonly string[]> => {
	const word = words.at(-1) ?? '';
	const before = words.at(-2) ?? '';
	if (nodeFlags.has(before)) {
		return completeNode(words.slice(0, -2), files);
	}

	if (words[0] === 'completion') {
		return words.length === 2 ? shells.filter(shell => shell.startsWith(word)) : [];
	}

	if (before === '--reporter') {
		return Object.values(reporterWords).flat();
	}

	if (before === '--invocation-id') {
		return ['@latest'];
	}

	const [command = ''] = words;
	const isPage = command === 'report' && (before === '--output' || before === '-o');
	const ending = isPage ? '.html' : fileFlags[before];
	if (ending !== undefined) {
		return completeFile(word, ending, files);
	}

	if (word.startsWith('-')) {
		return [];
	}

	if (words.length > 1 && command === 'replay') {
		return completeFile(word, '.ndjson', files);
	}

	return words.length <= 1 || documentCommands.has(command) ? completeFile(word, '.json', files) : [];
};
