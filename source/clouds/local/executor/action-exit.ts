/** Ends the action with an exit code after what led to it has been logged: what `sys.exit` is to FaaSr. */
export class ActionExit extends Error {
	override readonly name = 'ActionExit';
	readonly exitCode: number;

	constructor(exitCode: number) {
		super(`action ended with exit code ${exitCode}`);
		this.exitCode = exitCode;
	}
}

type PythonException = 'KeyError' | 'TypeError' | 'ValueError' | 'ConnectionError';

/** A Python exception that FaaSr lets through to stderr: exit code 1, and nothing of it in the log object. */
export class UncaughtError extends Error {
	override readonly name = 'UncaughtError';
	readonly type: PythonException;

	constructor(type: PythonException, message: string) {
		super(message);
		this.type = type;
	}
}

/** Says a missing key of the document as Python does. */
export const missingKey = (key: string): UncaughtError => new UncaughtError('KeyError', `'${key}'`);
