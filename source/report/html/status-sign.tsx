import {type Outcome, type Status} from '../../core/run/status.js';

/** The same signs as on the screen: a status is never told by its colour alone. */
const signs: Readonly<Record<Status | Outcome, string>> = {
	PENDING: '·', INVOKED: '○', RUNNING: '●', COMPLETED: '✓', FAILED: '✗', SKIPPED: '↷', TIMEOUT: '⧖', NOT_INVOKED: '−', CANCELLED: '■', IDLE: '○',
};

/** `not invoked`. */
export const getStatusWord = (status: Status | Outcome): string => status.toLowerCase().replaceAll('_', ' ');

/** `✓ completed`, as plain text. */
export const describeStatus = (status: Status): string => `${signs[status]} ${getStatusWord(status)}`;

/** A status in its colour; screen readers leave the sign out. */
export const StatusSign = ({status}: {readonly status: Status}) =>
	<span className={`status ${status}`}><span aria-hidden='true'>{signs[status]}</span> {getStatusWord(status)}</span>;
