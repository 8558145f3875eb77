/* eslint-disable unicorn/no-thenable -- `then` is a word of JSON Schema. */
/** Our pattern lets underscores pass: FaaSr did before 2.0.1, and they get a warning of their own. `rule` is what a message says. */
const target = {
	type: 'string',
	pattern: String.raw`^[a-zA-Z][a-zA-Z0-9_-]*(?:\([0-9]+\))?$`,
	rule: 'an action name, or a name with the number of its nodes as in "sum(5)"',
};

const conditional = {
	type: 'object',
	properties: {
		True: {type: 'array', items: target},
		False: {type: 'array', items: target},
	},
	additionalProperties: false,
	minProperties: 1,
};

const positiveNumber = {type: 'number', minimum: 1};
const positiveInteger = {type: 'integer', minimum: 1};

/** `InvokeNext`: names and at most one conditional. FaaSr's schema wants a list, its code takes a text too, and so do we. */
const invokeNext = {
	if: {type: 'string'},
	then: target,
	else: {
		type: 'array',
		expected: 'a list of action names',
		items: {if: {type: 'string'}, then: target, else: {...conditional, expected: 'an action name or {"True": […], "False": […]}'}},
		contains: {type: 'object'},
		minContains: 0,
		maxContains: 1,
	},
};

/** An entry of `ActionList`. */
export const actionSchema = {
	type: 'object',
	properties: {
		FaaSServer: {type: 'string', minLength: 1},
		FunctionName: {
			type: 'string',
			minLength: 1,
			pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$',
			rule: 'letters, digits and underscores, not starting with a digit',
		},
		Arguments: {type: 'object'},
		Type: {type: 'string', enum: ['Python', 'R', 'Julia']},
		Secrets: {
			type: 'array',
			items: {type: 'string', pattern: '^[A-Z][A-Z_0-9]*$', rule: 'the name of a secret in capitals, digits and underscores, starting with a letter'},
		},
		RequiresVM: {type: 'boolean'},
		_faasr_builtin: {type: 'boolean'},
		InvokeNext: invokeNext,
		MaxCPU: positiveNumber,
		MaxMemory: positiveNumber,
		MaxRuntime: positiveNumber,
		MaxStorage: positiveNumber,
		Resources: {
			type: 'object',
			properties: {
				Nodes: positiveInteger,
				Tasks: positiveInteger,
				CPUsPerTask: positiveInteger,
				Memory: positiveInteger,
				TimeLimit: positiveInteger,
				Partition: {type: 'string'},
				WorkingDirectory: {type: 'string'},
			},
			additionalProperties: false,
		},
	},
	required: ['FaaSServer', 'FunctionName'],
	additionalProperties: false,
};
