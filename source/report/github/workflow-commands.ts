/*
Commands to the runner of GitHub Actions are lines of stdout: `::name property=value::data`, and, as older runners had it,
`##[name]data` anywhere in a line. Facts from the runner's ActionCommandManager.cs and ActionCommand.cs.
*/

const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A line in which no command of the older form can stand; `::` is one only at the start of a line. */
export const disarmLine = (line: string): string => line.replaceAll('##[', '# #[');

/** A command with its data, and properties, escaped: nothing in them can end it or begin another. */
export const renderCommand = (name: string, data = '', properties: Readonly<Record<string, string>> = {}): string => {
	const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`).join(',');
	return disarmLine(`::${name}${list === '' ? '' : ` ${list}`}::${escapeData(data)}`);
};

/** Lines from elsewhere between a stop and a resume of commands, which only who knows the token can write. */
export const fenceLines = (lines: readonly string[], token: string): readonly string[] =>
	lines.length === 0 ? [] : [renderCommand('stop-commands', token), ...lines.map(line => disarmLine(line)), renderCommand(token)];
