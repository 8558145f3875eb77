/** A YAML mapping of texts and mappings; what workflow files have besides (lists, blocks of text) is passed over. */
type Mapping = {[key: string]: string | Mapping};

/** What GitHub reads of a workflow file before it starts a run. */
export type WorkflowYaml = {
	readonly name: string | undefined;
	readonly runName: string | undefined;
	/** Inputs of `workflow_dispatch` and whether they are required; `undefined` without that trigger. */
	readonly inputs: ReadonlyMap<string, boolean> | undefined;
};

const readScalar = (text: string): string => {
	if (text.startsWith('"')) {
		return JSON.parse(text) as string;
	}

	return text.startsWith('\'') ? text.slice(1, text.lastIndexOf('\'')).replaceAll('\'\'', '\'') : text.replace(/\s+#.*$/, '').trim();
};

const keyLine = /^(?<indent> *)(?<key>"(?:[^"\\]|\\.)*"|'[^']*'|[^\s'"#-][^:#]*):(?:\s+(?<rest>\S.*))?\s*$/;

const readMapping = (text: string): Mapping => {
	const root: Mapping = {};
	const open: Array<{readonly indent: number; readonly mapping: Mapping}> = [{indent: -1, mapping: root}];
	// Everything deeper than a list or a block of text belongs to it.
	let skippedIndent = Infinity;
	for (const line of text.split('\n')) {
		const indent = line.length - line.trimStart().length;
		if (line.trim() === '' || line.trim().startsWith('#') || indent > skippedIndent) {
			continue;
		}

		const {key, rest} = keyLine.exec(line)?.groups ?? {};
		skippedIndent = key === undefined || /^[|>]/.test(rest ?? '') ? indent : Infinity;
		if (key === undefined) {
			continue;
		}

		while (open.length > 1 && indent <= open.at(-1)!.indent) {
			open.pop();
		}

		const {mapping} = open.at(-1)!;
		if (rest === undefined) {
			const inner: Mapping = {};
			mapping[readScalar(key)] = inner;
			open.push({indent, mapping: inner});
		} else {
			mapping[readScalar(key)] = readScalar(rest);
		}
	}

	return root;
};

const getMapping = (value: string | Mapping | undefined): Mapping => typeof value === 'object' ? value : {};

const getText = (value: string | Mapping | undefined): string | undefined => typeof value === 'string' ? value : undefined;

/** Reads the head of a workflow file: the part of YAML that FaaSr's and our register write. */
export const readWorkflowYaml = (text: string): WorkflowYaml => {
	const root = readMapping(text);
	const {on} = root;
	const hasTrigger = on === 'workflow_dispatch' || (typeof on === 'object' && 'workflow_dispatch' in on);
	const inputs = getMapping(getMapping(getMapping(on)['workflow_dispatch'])['inputs']);
	return {
		name: getText(root['name']),
		runName: getText(root['run-name']),
		inputs: hasTrigger
			? new Map(Object.entries(inputs).map(([name, input]) => [name, getMapping(input)['required'] === 'true']))
			: undefined,
	};
};
