import {isSettled, statuses} from '../../core/run/status.js';

const text = {type: 'string', minLength: 1};
const endStatuses = statuses.filter(status => isSettled(status));
const status = {type: 'string', enum: endStatuses};

/** JSON Schema (2020-12) of expectations files, for us and, as docs/expectations.schema.json, for editors. */
export const expectationsSchema = {
	$schema: 'https://json-schema.org/draft/2020-12/schema',
	title: 'Expectations of a FaaSr workflow run',
	type: 'object',
	properties: {
		$schema: {type: 'string'},
		nodes: {
			type: 'object',
			description: 'The status that each node, or every rank of an action, ends with',
			additionalProperties: {
				expected: `${endStatuses.join(', ')}, or {status, reason, log}`,
				anyOf: [status, {
					type: 'object',
					properties: {status, reason: {...text, description: 'Why it failed, such as function-error'}, log: {...text, description: 'A text in its log'}},
					required: ['status'],
					additionalProperties: false,
				}],
			},
		},
		files: {
			type: 'array',
			items: {
				type: 'object',
				properties: {
					path: {...text, description: 'A name below the run\'s folder, or a key with {InvocationID}, {InvocationTimestamp} or {WorkflowName}'},
					absent: {type: 'boolean', description: 'The run must not have written it'},
					equals: {...text, description: 'A local file with the same contents'},
					csv: {
						description: 'A local CSV file with the same cells',
						expected: 'a file name, or {file, tolerance, ignore}',
						anyOf: [text, {
							type: 'object',
							properties: {
								file: text,
								tolerance: {type: 'number', minimum: 0, description: 'By how much numbers may differ'},
								ignore: {type: 'array', items: text, description: 'Columns that are not compared'},
							},
							required: ['file'],
							additionalProperties: false,
						}],
					},
					json: {description: 'What the file\'s JSON holds; it may have other keys, too'},
					contains: {...text, description: 'A text that it contains'},
					matches: {...text, format: 'regex', description: 'A regular expression of which it has a match'},
				},
				required: ['path'],
				additionalProperties: false,
			},
		},
		logs: {
			type: 'array',
			items: {
				type: 'object',
				properties: {node: text, contains: text, matches: {...text, format: 'regex'}},
				required: ['node'],
				expected: 'a node with a text that its log contains, or an expression that it matches',
				anyOf: [{required: ['contains']}, {required: ['matches']}],
				additionalProperties: false,
			},
		},
		duration: {type: 'number', exclusiveMinimum: 0, description: 'Seconds that the run may take at most'},
	},
	additionalProperties: false,
} as const;
