import {type ErrorObject} from 'ajv/dist/2020.js';
import {createNameFinder} from '../closest-name.js';
import {error, type Finding} from '../finding.js';
import {getEntries} from '../json/json-object.js';
import {type JsonPath} from '../json/json-path.js';
import {quoteName} from '../quote-name.js';
import {describePlace, describePlaceFirst} from './describe-place.js';

type Describe = (path: JsonPath, schemaError: ErrorObject) => Finding | undefined;

const typeNames: Readonly<Record<string, string>> = {
	string: 'text', number: 'a number', integer: 'a whole number', boolean: 'true or false', object: 'an object', array: 'a list',
};

const describeActual = (value: unknown): string => {
	if (value === null) {
		return 'null';
	}

	return Array.isArray(value) ? 'a list' : typeNames[typeof value]!;
};

const getText = (holder: unknown, key: string): string | undefined => {
	const value = new Map(getEntries(holder)).get(key);
	return typeof value === 'string' ? value : undefined;
};

const describeMissing: Describe = (path, {params, data, schemaPath}) => {
	const key = String(params['missingProperty']);
	const platform = schemaPath.includes('/allOf/') ? getText(data, 'FaaSType') : undefined;
	const reason = platform === undefined ? 'which every document needs' : `which ${platform} needs`;
	return error('missing-key', path, path.length > 0 && platform === undefined
		? `${describePlaceFirst(path)} has no ${key}.`
		: `${describePlaceFirst(path)} has no ${key}, ${reason}.`, `Add "${key}".`);
};

const describeUnknown: Describe = (path, {params, parentSchema}) => {
	const key = String(params['additionalProperty']);
	const known = getEntries(parentSchema?.['properties']).map(([name]) => name);
	const meant = createNameFinder(known)(key);
	return error(
		'unknown-key',
		[...path, key],
		`${describePlaceFirst(path)} has a key ${quoteName(key)} that FaaSr refuses.`,
		meant === undefined ? 'Remove it.' : `Did you mean ${quoteName(meant)}?`,
	);
};

const describeType: Describe = (path, {params, parentSchema, data}) => {
	const wanted = getText(parentSchema, 'expected') ?? typeNames[String(params['type'])]!;
	return path.length === 0
		? error('wrong-type', path, `The document is ${describeActual(data)}; a workflow document is an object.`)
		: error('wrong-type', path, `${describePlaceFirst(path)} is ${describeActual(data)}; it must be ${wanted}.`);
};

const describeEnum: Describe = (path, {params, data}) => {
	const allowed = (params['allowedValues'] as readonly string[]).map(value => quoteName(value)).join(', ');
	return typeof data === 'string'
		? error('unknown-value', path, `${describePlaceFirst(path)} is ${quoteName(data)}; FaaSr knows ${allowed}.`)
		: undefined;
};

/** Version 1 wrote a condition as `name[TRUE]`. */
const oldCondition = /\[(?:true|false)]/i;

const describePattern: Describe = (path, {propertyName, parentSchema, data}) => {
	const rule = getText(parentSchema, 'rule')!;
	if (propertyName !== undefined) {
		return propertyName === '' ? undefined : error('invalid-name', [...path, propertyName], `The name ${quoteName(propertyName)} in ${describePlace(path)} is not one FaaSr accepts.`, `Use ${rule}.`);
	}

	const value = String(data);
	if (value === '') {
		return error('empty-value', path, `${describePlaceFirst(path)} is empty.`, `Use ${rule}.`);
	}

	const hint = path.includes('InvokeNext') && oldCondition.test(value)
		? 'Write a condition as {"True": ["name"], "False": ["name"]}.'
		: `Use ${rule}.`;
	return error('invalid-value', path, `${describePlaceFirst(path)} is ${quoteName(value)}, which FaaSr does not accept.`, hint);
};

const describeShort: Describe = (path, {propertyName}) => propertyName === undefined
	? error('empty-value', path, `${describePlaceFirst(path)} is empty.`, 'Fill it in.')
	: error('invalid-name', [...path, propertyName], `A name in ${describePlace(path)} is empty.`, 'Give it a name.');

const describeEmptyObject: Describe = path =>
	error('empty-value', path, `${describePlaceFirst(path)} has no entries.`, path.length === 1 ? 'Add one, or remove the key.' : 'Add "True" or "False".');

const describeMinimum: Describe = (path, {params, data}) =>
	error('too-small', path, `${describePlaceFirst(path)} is ${String(data)}; it must be at least ${String(params['limit'])}.`);

const describeContains: Describe = path =>
	error('several-conditionals', path, `${describePlaceFirst(path)} has more than one {"True": …, "False": …}; FaaSr allows one.`, 'Merge them into one.');

/** What to say about each keyword; keywords that only wrap others say nothing. */
const describers: Readonly<Record<string, Describe>> = {
	required: describeMissing,
	additionalProperties: describeUnknown,
	type: describeType,
	enum: describeEnum,
	pattern: describePattern,
	minLength: describeShort,
	minProperties: describeEmptyObject,
	minimum: describeMinimum,
	contains: describeContains,
};

/** Turns what the validator found into a sentence; `undefined` when another finding says it already. */
export const describeSchemaError = (path: JsonPath, schemaError: ErrorObject): Finding | undefined =>
	describers[schemaError.keyword]?.(path, schemaError);
