/** What a run's own log (stdout and stderr of its container) says of a failure. */
export type Finding = {
	readonly kind:
		/** A source file raised, or is not valid code; FaaSr gives up. */
		| 'source'
		/** A source file was left out, because an import failed in it. */
		| 'import'
		/** FaaSr refused what the function returned. */
		| 'return'
		/** FaaSr refused a call of its API, which ended the function. */
		| 'call'
		/** An exception that FaaSr did not catch. */
		| 'traceback'
		/** R's own words for an error. */
		| 'r-error'
		/** An ERROR of FaaSr, or of the runner. */
		| 'error';
	/** One line. */
	readonly text: string;
	/** The source file that it is about. */
	readonly file?: string;
	/** The lines behind it that belong to it, at most 40. */
	readonly lines: readonly string[];
};

/** Everything that may be the cause of a failure, in the order of the log; the latest 20 of each log. */
export type RunLogFacts = {
	readonly findings: readonly Finding[];
	/** With which the container ended. */
	readonly exitCode?: number;
};

const mostFindings = 20;
const mostLines = 40;

type Reader = readonly [kind: Finding['kind'], pattern: RegExp];

const prefix = String.raw`^(?:\[[\d.]+\] )?`;

/** The first that fits a line reads it. Groups: `text`, and `file` where it is about one. */
const readers: readonly Reader[] = [
	['source', new RegExp(String.raw`${prefix}\[ERROR\] \[\S+\] (?:Python|R|Julia) file (?<file>\S+) has following source error: (?<text>.*)$`, 'u')],
	['import', new RegExp(String.raw`${prefix}\[WARNING\] \[\S+\] Skipping (?<file>\S+) due to import error: (?<text>.*)$`, 'u')],
	['return', new RegExp(String.raw`${prefix}\[ERROR\] \[\S+\] (?<text>\S+\(\) returned .*, which FaaSr does not accept)$`, 'u')],
	['return', /^\{"faasr_return": ?(?<text>.*)\}$/u],
	['call', /^\{"faasr_(?!user_function|install|start)\w+": ?(?<text>.*)\}$/u],
	['error', /(?<text>Error response from daemon: .*)$/u],
	['error', /^##\[error\](?!Process completed with exit code |Docker pull failed )(?<text>.+)$/u],
	['error', new RegExp(String.raw`${prefix}\[(?:ERROR|CRITICAL)\] \[(?!executor\.py)\S+\.(?:py|R)\] (?<text>.*)$`, 'u')],
	['traceback', /^(?<text>Traceback \(most recent call last\):)/u],
	['r-error', /^(?<text>Error(?: in .*?)? ?: ?.*)$/u],
	['error', /(?<text>No space left on device.*)$/u],
];

/** FaaSr's own line, after which what is not prefixed is a report of its own about the failure. */
const executorError = /^\[[\d.]+\] \[ERROR\] \[executor\.py\]/u;
const isPrefixed = (line: string): boolean => /^(?:\[[\d.]+\] )?\[(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)\] |^\{"faasr_|^##\[/u.test(line);
const exited = /^##\[error\]Process completed with exit code (-?\d+)/u;
const pulled = /docker pull (?<image>\S+)|^docker: Error response from daemon: .* for (?<other>[\w./:-]+) not found|Unable to find image '(?<local>[^']+)'/u;

const readLine = (line: string): Omit<Finding, 'lines'> | undefined => {
	for (const [kind, pattern] of readers) {
		const {text, file} = pattern.exec(line)?.groups ?? {};
		if (text !== undefined) {
			return {kind, text, ...(file !== undefined && {file})};
		}
	}

	return undefined;
};

/** What Docker says when there is no such image, with the name of the image. */
const nameImage = (finding: Omit<Finding, 'lines'>, image: string | undefined): Omit<Finding, 'lines'> => {
	const isPull = /manifest|denied|unauthorized|not found|toomanyrequests|repository does not exist/u.test(finding.text);
	return finding.kind === 'error' && isPull && finding.text.startsWith('Error response from daemon: ')
		? {...finding, text: `The image ${image ?? 'of the action'} could not be pulled: ${finding.text.slice('Error response from daemon: '.length)}`}
		: finding;
};

/** What belongs to a finding: the lines up to the next one that FaaSr or the runner wrote. */
const takeLines = (lines: readonly string[], from: number): readonly string[] => {
	const rest = lines.slice(from, from + (2 * mostLines));
	const end = rest.findIndex(line => isPrefixed(line));
	return rest.slice(0, end === -1 ? rest.length : end).slice(-mostLines);
};

/** Reads the log of a platform's run, without the platform's times, for what may be the cause of a failure. */
export const readRunLogFacts = (lines: readonly string[]): RunLogFacts => {
	const findings: Finding[] = [];
	let exitCode: number | undefined;
	let image: string | undefined;
	let isOwnReport = false;
	let inside = 0;
	for (const [index, line] of lines.entries()) {
		exitCode = exited.exec(line)?.[1] === undefined ? exitCode : Number(exited.exec(line)?.[1]);
		image = Object.values(pulled.exec(line)?.groups ?? {}).find(name => name !== undefined) ?? image;
		isOwnReport = isPrefixed(line) ? executorError.test(line) : isOwnReport;
		const found = isOwnReport || index < inside ? undefined : readLine(line);
		if (found !== undefined) {
			const own = takeLines(lines, index + 1);
			findings.push({...nameImage(found, image), lines: own});
			inside = isPrefixed(line) || found.kind === 'traceback' ? index + 1 + own.length : inside;
		}
	}

	return {findings: findings.slice(-mostFindings), ...(exitCode !== undefined && {exitCode})};
};
