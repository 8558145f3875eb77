import {type WorkflowDocument} from '../workflow/document.js';
import {type Invocation} from './invocation.js';

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

/** The strftime directives that `InvocationIDFromDate` is seen to use; others stay as they are written. */
const directives: Record<string, (date: Date) => string> = {
	Y: date => String(date.getUTCFullYear()),
	y: date => pad(date.getUTCFullYear() % 100),
	m: date => pad(date.getUTCMonth() + 1),
	d: date => pad(date.getUTCDate()),
	H: date => pad(date.getUTCHours()),
	M: date => pad(date.getUTCMinutes()),
	S: date => pad(date.getUTCSeconds()),
	j: date => pad(Math.floor((Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 0)) / 86_400_000), 3),
	'%': () => '%',
};

/** Formats a time (UTC, as on GitHub's runners) with strftime directives. */
export const formatDate = (at: number, format: string): string => {
	const date = new Date(at);
	return format.replaceAll(/%(.)/g, (text, directive: string) => directives[directive]?.(date) ?? text);
};

/**
Names a new run as FaaSr's entry action would: `InvocationID` of the document when it has one, `InvocationIDFromDate`
formatted from the timestamp, else the given UUID (FaaSr_py faasr_payload.py; faasr.md 2a).
*/
export const createInvocation = (document: WorkflowDocument, at: number, uuid: string): Invocation => {
	const preset = document.InvocationID;
	const fromDate = document.InvocationIDFromDate;
	const dated = fromDate === undefined || fromDate === '' ? uuid : formatDate(at, fromDate);
	return {
		workflowName: document.WorkflowName,
		timestamp: formatDate(at, '%Y-%m-%dT%H-%M-%S'),
		id: preset === undefined || preset === '' ? dated : preset,
	};
};
