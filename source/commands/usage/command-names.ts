import {createNameFinder} from '../../core/workflow/closest-name.js';

/** Every command that has a name, in the order `--help` lists them; without one a workflow is run. */
export const commandNames = ['new', 'validate', 'graph', 'doctor', 'register', 'logs', 'ls', 'files', 'get', 'cat', 'report', 'resume', 'replay', 'watch', 'completion'] as const;

/** The command that a word was most likely meant to be; a path is none. */
export const findSimilarCommand = (word: string): string | undefined => /[./\\]/u.test(word) ? undefined : createNameFinder(commandNames)(word);
