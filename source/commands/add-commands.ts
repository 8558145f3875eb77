import {type AddCommand} from './command-context.js';
import {addRunCommand} from './run/add-run-command.js';
import {addValidateCommand} from './validate/add-validate-command.js';

/** Every command, in the order `--help` lists them. */
export const addCommands: readonly AddCommand[] = [
	addRunCommand,
	addValidateCommand,
];
