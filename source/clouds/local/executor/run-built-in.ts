import {ActionExit} from './action-exit.js';
import {type RunningAction} from './action-context.js';
import {putDone} from './execute-action.js';

const source = 'executor.py';

/** FaaSr's built-in functions, all about the virtual machine that other actions run on. */
const builtIns: ReadonlyMap<string, string> = new Map([
	['vm_start', 'nothing is started'],
	['vm_poll', 'there is none to wait for'],
	['vm_stop', 'nothing is stopped'],
]);

/**
Stands in for FaaSr's built-in virtual machine actions, so that a workflow around them can run here.

The local cloud has no virtual machine and says so in the log; everything else is as if it were ready at once.
*/
export const runBuiltIn = async (action: RunningAction): Promise<'None'> => {
	const {log, current} = action;
	const {FunctionName: name} = current.definition;
	log.info(source, `Executing built-in function: ${current.name}`);
	const effect = builtIns.get(name);
	if (effect === undefined) {
		await log.error(source, `Built-in function ${name} failed: Unknown built-in function: ${name}`);
		throw new ActionExit(1);
	}

	log.info(source, `Running built-in: ${name}`);
	log.warning(source, `The local cloud runs every action on this machine instead of a virtual machine: ${effect}`);
	await putDone(action);
	log.info(source, `Built-in function ${name} completed successfully`);
	return 'None';
};
