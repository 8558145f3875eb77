import {ApiError} from './api-error.js';

/** "The maximum payload for inputs is 65,535 characters": GitHub's limit for workflow_dispatch. */
const maxInputsLength = 65_535;

/** The inputs of one dispatch, by name. */
export type Inputs = Readonly<Record<string, string>>;

/** The inputs of a FaaSr workflow file, both required. */
export const faasrInputs: ReadonlyMap<string, boolean> = new Map([['OVERWRITTEN', true], ['PAYLOAD_URL', true]]);

/** Checks the inputs of a dispatch against those the file declares, as GitHub does, and refuses them with its status 422. */
export const parseInputs = (rawInputs: unknown, declared: ReadonlyMap<string, boolean>): Inputs => {
	if (typeof rawInputs !== 'object' || rawInputs === null || Array.isArray(rawInputs)) {
		throw new ApiError(422, 'Invalid request.\n\nFor \'properties/inputs\', the value is not an object.');
	}

	const inputs: Record<string, string> = {};
	for (const [name, value] of Object.entries(rawInputs)) {
		if (typeof value === 'object') {
			throw new ApiError(422, `Invalid request.\n\nFor 'inputs.${name}', the value is not a string.`);
		}

		inputs[name] = String(value);
	}

	const unexpected = Object.keys(inputs).filter(name => !declared.has(name));
	if (unexpected.length > 0) {
		throw new ApiError(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
	}

	const missing = [...declared.keys()].find(name => declared.get(name) === true && (inputs[name] ?? '') === '');
	if (missing !== undefined) {
		throw new ApiError(422, `Required input '${missing}' not provided`);
	}

	if (Object.values(inputs).reduce((length, value) => length + value.length, 0) > maxInputsLength) {
		throw new ApiError(422, 'inputs are too large.');
	}

	return inputs;
};
