import {quoteName} from '../core/workflow/quote-name.js';
import {FaasrTuiError} from '../ports/errors/faasr-tui-error.js';
import {type ReporterName, reporters} from './reporters.js';

/** A reporter and where it writes: to a file, or to stdout. */
export type ReporterChoice = {readonly name: ReporterName; readonly file?: string};

export type ReporterOptions = {
	/** What `--reporter` says, in order: `name` or `name=file`. */
	readonly flags: readonly string[];
	/** What `--events` says. */
	readonly eventsFile?: string | undefined;
	/** In a job of GitHub Actions. */
	readonly isGithubActions: boolean;
};

const names = Object.keys(reporters) as readonly ReporterName[];

const fail = (message: string, hint: string): never => {
	throw new FaasrTuiError(message, {code: 'usage', hint});
};

const parseFlag = (flag: string): ReporterChoice => {
	const [written = ''] = flag.split('=', 1);
	const name = names.find(candidate => candidate === written)
		?? fail(`Unknown reporter ${quoteName(written)}.`, `Use one of ${names.join(', ')}; to write to a file, add it after "=", such as junit=report.xml.`);
	if (written === flag) {
		return {name};
	}

	const file = flag.slice(written.length + 1);
	return file === '' ? fail(`The reporter ${name} has no file after its "=".`, `Write --reporter ${name}=FILE, or --reporter ${name} for stdout.`) : {name, file};
};

const assertApart = (choices: readonly ReporterChoice[]): void => {
	const places = new Map<string | undefined, ReporterName>();
	for (const {name, file} of choices) {
		const other = places.get(file);
		if (other !== undefined) {
			const where = file === undefined ? 'stdout' : `the file ${file}`;
			fail(`The reporters ${other} and ${name} would both write to ${where}.`, `Write at least one of them to a file, such as --reporter ${name}=FILE.`);
		}

		places.set(file, name);
	}
};

/**
The reporters that `--reporter` and `--events` ask for, and where each writes.

While none of them writes to stdout, `lines` does, or on GitHub Actions `github`.
*/
export const chooseReporters = ({flags, eventsFile, isGithubActions}: ReporterOptions): readonly ReporterChoice[] => {
	const asked = flags.map(flag => parseFlag(flag));
	const recorded = eventsFile === undefined ? [] : [parseFlag(`json=${eventsFile}`)];
	const isStdoutFree = asked.every(({file}) => file !== undefined);
	const standard: readonly ReporterChoice[] = isStdoutFree ? [{name: isGithubActions ? 'github' : 'lines'}] : [];
	const choices = [...standard, ...asked, ...recorded];
	assertApart(choices);
	return choices;
};
