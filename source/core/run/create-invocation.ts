import {type WorkflowDocument} from '../workflow/document.js';
import {type Invocation} from '../log/invocation.js';
import {formatDate} from './format-date.js';

/** `InvocationTimestamp` as FaaSr writes it. */
export const timestampFormat = '%Y-%m-%dT%H-%M-%S';

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
		timestamp: formatDate(at, timestampFormat),
		id: preset === undefined || preset === '' ? dated : preset,
	};
};
