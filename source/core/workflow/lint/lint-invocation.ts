import {type Finding, warning} from '../finding.js';
import {quoteName} from '../quote-name.js';
import {type Lint} from './lint-context.js';

const lintInvocationId: Lint = ({document}) => {
	const {InvocationID: id, InvocationIDFromDate: format} = document;
	return id === undefined || id === '' || format === undefined
		? []
		: [warning(
			'fixed-invocation-id',
			['InvocationIDFromDate'],
			`InvocationIDFromDate has no effect, because InvocationID is ${quoteName(id)}.`,
			'Set "InvocationID": "" or remove InvocationIDFromDate.',
		)];
};

const lintVm: Lint = ({document}): readonly Finding[] => document['VMConfig'] === undefined
	? Object.entries(document.ActionList).filter(([, action]) => action['RequiresVM'] === true).map(([name]) => warning(
		'missing-vm-config',
		['ActionList', name, 'RequiresVM'],
		`Action ${quoteName(name)} requires a virtual machine, but the document has no VMConfig.`,
		'Add VMConfig with Name, Provider, InstanceId and Region.',
	))
	: [];

/** Finds settings of a run that contradict each other. */
export const lintInvocation: Lint = context => [...lintInvocationId(context), ...lintVm(context)];
