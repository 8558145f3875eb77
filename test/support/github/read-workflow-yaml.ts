import {parse} from 'yaml';

/** What GitHub reads of a workflow file before it starts a run. */
export type WorkflowYaml = {
	readonly name: string | undefined;
	readonly runName: string | undefined;
	/** Inputs of `workflow_dispatch` and whether they are required; `undefined` without that trigger. */
	readonly inputs: ReadonlyMap<string, boolean> | undefined;
};

type Mapping = Readonly<Record<string, unknown>>;

const getMapping = (value: unknown): Mapping => typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Mapping : {};

const getText = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined;

/** A trigger alone, a list of them, or a mapping with what each takes. */
const hasTrigger = (on: unknown, name: string): boolean => Array.isArray(on) ? on.includes(name) : on === name || name in getMapping(on);

/** Reads the head of a workflow file. Throws where the text is not YAML. */
export const readWorkflowYaml = (text: string): WorkflowYaml => {
	const {name, 'run-name': runName, on} = getMapping(parse(text));
	const inputs = getMapping(getMapping(getMapping(on)['workflow_dispatch'])['inputs']);
	return {
		name: getText(name),
		runName: getText(runName),
		inputs: hasTrigger(on, 'workflow_dispatch')
			? new Map(Object.entries(inputs).map(([name, input]) => [name, getMapping(input)['required'] === true]))
			: undefined,
	};
};
